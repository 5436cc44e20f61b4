import type { HeapGraph } from '../graph/index.js';
import { MARK_KIND, maySame, newMark, type ObjectMark, ObjectMarks } from './object-marks.js';

/** V8 gives odd ids to objects of the heap, in ascending order; others belong to embedders and are made anew. */
export const isHeapObject = (id: number): boolean => id % 2 === 1;

/** The highest id that V8 has given to an object of a heap: whatever comes later has a higher one, or that of a dead one. */
export function newestId({ columns: { nodeCount, nodeId } }: Pick<HeapGraph, 'columns'>): number {
  let newest = 0;
  // Below `nodeCount`.
  for (let node = 0; node < nodeCount; node++) {
    const id = nodeId[node]!;
    if (id > newest && isHeapObject(id)) newest = id;
  }
  return newest;
}

// The fields of a mark, and where they lie in it.
const WIDTH = 4;
/** The kind's code in the lowest bits, the cycle of birth above, from 1; 0 for what is older. */
const KIND_AND_CYCLE = 0;
const SIZE = 1;
const TEXT = 2;
const ANCHOR = 3;

const KIND_BITS = 3;
const KIND_MASK = 7;
/** Ids of a page: half of them are odd. */
const PAGE_BITS = 6;
const PAGE_WIDTH = WIDTH << (PAGE_BITS - 1);
/**
 * What a look has seen of each object that cannot change while the object lives, by its id: 16 bytes each, in pages of
 * 32 ids that exist where there are any.
 */
export class IdentityMarks {
  /** See {@link newestId}. */
  readonly newest: number;
  /** Number of each page from 1, or 0 where there is none. */
  readonly #pages: Uint32Array;
  readonly #marks: Uint32Array;
  /** For one comparison. */
  readonly #before: ObjectMark = newMark();

  constructor({ columns }: HeapGraph, birthOf: BirthOf) {
    const { nodeCount, nodeId } = columns;
    const marks = new ObjectMarks(columns);
    // Phase 1: which pages there are. All reads are below `nodeCount`.
    this.newest = newestId({ columns });
    this.#pages = new Uint32Array((this.newest >>> PAGE_BITS) + 1);
    let pageCount = 0;
    for (let node = 0; node < nodeCount; node++) {
      if (marks.kindOf(node) === MARK_KIND.none) continue;
      const page = nodeId[node]! >>> PAGE_BITS;
      if (this.#pages[page] === 0) this.#pages[page] = ++pageCount;
    }
    this.#marks = new Uint32Array(pageCount * PAGE_WIDTH);
    // Phase 2: the marks.
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
   * The cycle in which the object with this id was allocated, -1 before the first one; undefined if it is not marked.
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

  /** Where the mark of an id lies, or -1 where there is none. */
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

/** Determines the cycle in which an object was allocated: -1 if it is older than the first. */
export type BirthOf = (id: number, mark: Readonly<ObjectMark>) => number;
