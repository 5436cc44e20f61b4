import type { HeapGraph } from '../graph/index.js';
import { MARK_KIND, maySame, newMark, type ObjectMark, ObjectMarks } from './object-marks.js';

/**
 * Whether an id is that of a heap object: V8 assigns odd ids to these, in ascending order; even ids belong to embedders
 * and are assigned anew in each snapshot.
 */
export const isHeapObject = (id: number): boolean => id % 2 === 1;

/**
 * Returns the highest id that V8 has assigned to an object of a heap. Later objects get a higher id, or that of a dead
 * object.
 */
export function newestId({ columns: { nodeCount, nodeId } }: Pick<HeapGraph, 'columns'>): number {
  let newest = 0;
  // Below `nodeCount`.
  for (let node = 0; node < nodeCount; node++) {
    const id = nodeId[node]!;
    if (id > newest && isHeapObject(id)) newest = id;
  }
  return newest;
}

// The fields of a mark, by position.
const WIDTH = 4;
/** The kind's code in the lowest bits; above it the cycle of birth, from 1, or 0 if the object is older. */
const KIND_AND_CYCLE = 0;
const SIZE = 1;
const TEXT = 2;
const ANCHOR = 3;

const KIND_BITS = 3;
const KIND_MASK = 7;
/** Bits of the ids of one page, of which half are odd. */
const PAGE_BITS = 6;
const PAGE_WIDTH = WIDTH << (PAGE_BITS - 1);
/**
 * The marks of one look by id: everything about each object that cannot change while the object lives. Takes 16 bytes
 * per object, in pages of 32 ids that exist only where there are objects.
 */
export class IdentityMarks {
  /** See {@link newestId}. */
  readonly newest: number;
  /** Number of each page, counted from 1; 0 if there is no such page. */
  readonly #pages: Uint32Array;
  readonly #marks: Uint32Array;
  /** Buffer for one comparison. */
  readonly #before: ObjectMark = newMark();

  constructor({ columns }: HeapGraph, birthOf: BirthOf) {
    const { nodeCount, nodeId } = columns;
    const marks = new ObjectMarks(columns);
    // Phase 1: find the pages that are needed. All reads are below `nodeCount`.
    this.newest = newestId({ columns });
    this.#pages = new Uint32Array((this.newest >>> PAGE_BITS) + 1);
    let pageCount = 0;
    for (let node = 0; node < nodeCount; node++) {
      if (marks.kindOf(node) === MARK_KIND.none) continue;
      const page = nodeId[node]! >>> PAGE_BITS;
      if (this.#pages[page] === 0) this.#pages[page] = ++pageCount;
    }
    this.#marks = new Uint32Array(pageCount * PAGE_WIDTH);
    // Phase 2: fill in the marks.
    const mark = newMark();
    for (let node = 0; node < nodeCount; node++) {
      if (marks.kindOf(node) === MARK_KIND.none) continue;
      const id = nodeId[node]!;
      marks.read(node, mark);
      const at = this.#place(id);
      this.#marks[at + KIND_AND_CYCLE] = mark.kind | ((birthOf(id, mark) + 1) << KIND_BITS);
      this.#marks[at + SIZE] = mark.size;
      this.#marks[at + TEXT] = mark.text;
      this.#marks[at + ANCHOR] = mark.anchor;
    }
  }

  /**
   * Returns the cycle in which the object with this id was allocated, -1 if before the first one; undefined if the id
   * has no mark.
   */
  cycleOf(id: number): number | undefined {
    const at = this.#find(id);
    // A mark has all its fields.
    return at < 0 ? undefined : (this.#marks[at + KIND_AND_CYCLE]! >>> KIND_BITS) - 1;
  }

  /** Whether the object that had this id may be the one that has it now. */
  isSame(id: number, now: Readonly<ObjectMark>): boolean {
    const at = this.#find(id);
    if (at < 0) return false;
    // As above.
    const before = this.#before;
    before.kind = this.#marks[at + KIND_AND_CYCLE]! & KIND_MASK;
    before.size = this.#marks[at + SIZE]!;
    before.text = this.#marks[at + TEXT]!;
    before.anchor = this.#marks[at + ANCHOR]!;
    return maySame(before, now);
  }

  /** Returns the position of an id's mark, or -1 if there is none. */
  #find(id: number): number {
    if (id > this.newest || !isHeapObject(id) || this.#pages[id >>> PAGE_BITS] === 0) return -1;
    const at = this.#place(id);
    return this.#marks[at + KIND_AND_CYCLE] === 0 ? -1 : at;
  }

  #place(id: number): number {
    // The caller's id has a page.
    const page = this.#pages[id >>> PAGE_BITS]! - 1;
    return page * PAGE_WIDTH + ((id & ((1 << PAGE_BITS) - 1)) >>> 1) * WIDTH;
  }
}

/** Determines the cycle in which an object was allocated: -1 if it is older than the first one. */
export type BirthOf = (id: number, mark: Readonly<ObjectMark>) => number;
