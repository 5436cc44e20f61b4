import type { HeapGraph } from '../graph/index.js';
import type { StringTable } from '../snapshot/index.js';

/** What the members of a group have in common beside their name. */
export type GroupKind = 'object' | 'closure' | 'string' | 'symbol' | 'regexp' | 'bigint';

/** V8's types of nodes that a person makes, by the kind that they count as. */
export const KINDS: Readonly<Record<string, GroupKind | undefined>> = {
  object: 'object',
  closure: 'closure',
  string: 'string',
  'concatenated string': 'string',
  'sliced string': 'string',
  symbol: 'symbol',
  regexp: 'regexp',
  bigint: 'bigint',
};

/** V8 gives odd ids to objects of the heap, in ascending order; others belong to embedders and are made anew. */
export const isHeapObject = (id: number): boolean => id % 2 === 1;

const CODES: Readonly<Record<GroupKind, number>> = {
  object: 1,
  closure: 2,
  string: 3,
  symbol: 4,
  regexp: 5,
  bigint: 6,
};

// The fields of a mark, and where they lie in it.
const WIDTH = 4;
/** The kind's code in the lowest bits, the cycle of birth above, from 1; 0 for what is older. */
const KIND_AND_CYCLE = 0;
const SIZE = 1;
/** A hash of the name, or of a flat string's text; 0 for a string that is not flat. */
const TEXT = 2;
/** The id of an object's hidden class, of a closure's context; 0 where there is none. */
const ANCHOR = 3;

const KIND_BITS = 3;
const KIND_MASK = 7;
/** Ids of a page: half of them are odd. */
const PAGE_BITS = 6;
const PAGE_WIDTH = WIDTH << (PAGE_BITS - 1);
/** A hidden class is among the last references of its object. */
const ANCHOR_REACH = 8;

/**
 * What a look has seen of each object that cannot change while the object lives, by its id: 16 bytes each, in pages of
 * 32 ids that exist where there are any.
 */
export class IdentityMarks {
  /** The highest id that V8 has given: whatever comes later has a higher one, or one that is free again. */
  readonly newest: number;
  /** Number of each page from 1, or 0 where there is none. */
  readonly #pages: Uint32Array;
  readonly #marks: Uint32Array;

  constructor({ columns }: HeapGraph, birthOf: BirthOf) {
    const { nodeCount, nodeId, nodeType, nodeName, nodeShallowBytes, nodeTypes } = columns;
    const codes = Uint8Array.from(nodeTypes, (type) => codeOf(KINDS[type]));
    const flat = nodeTypes.indexOf('string');
    // Phase 1: which pages there are. All reads are below `nodeCount`, types have been checked by the reader.
    let newest = 0;
    for (let node = 0; node < nodeCount; node++) {
      const id = nodeId[node]!;
      if (id > newest && isHeapObject(id)) newest = id;
    }
    this.newest = newest;
    this.#pages = new Uint32Array((newest >>> PAGE_BITS) + 1);
    let pageCount = 0;
    for (let node = 0; node < nodeCount; node++) {
      const id = nodeId[node]!;
      if (codes[nodeType[node]!] === 0 || !isHeapObject(id)) continue;
      const page = id >>> PAGE_BITS;
      if (this.#pages[page] === 0) this.#pages[page] = ++pageCount;
    }
    this.#marks = new Uint32Array(pageCount * PAGE_WIDTH);
    // Phase 2: the marks.
    const texts = textHashes(columns.strings);
    const anchorOf = anchors(columns);
    const mark: Mark = { kind: 0, size: 0, text: 0, anchor: 0 };
    for (let node = 0; node < nodeCount; node++) {
      const id = nodeId[node]!;
      const kind = codes[nodeType[node]!]!;
      if (kind === 0 || !isHeapObject(id)) continue;
      const isFlat = kind !== CODES.string || nodeType[node] === flat;
      mark.kind = kind;
      mark.size = nodeShallowBytes[node]! >>> 0;
      mark.text = isFlat ? texts[nodeName[node]!]! : 0;
      mark.anchor = anchorOf(node, kind);
      const at = this.#place(id);
      this.#marks[at + KIND_AND_CYCLE] = kind | ((birthOf(id, mark) + 1) << KIND_BITS);
      this.#marks[at + SIZE] = mark.size;
      this.#marks[at + TEXT] = mark.text;
      this.#marks[at + ANCHOR] = mark.anchor;
    }
  }

  /** The cycle in which the object with this id was born, -1 before the first one; undefined for what is not marked. */
  cycleOf(id: number): number | undefined {
    const at = this.#find(id);
    // A mark has all its fields.
    return at < 0 ? undefined : (this.#marks[at + KIND_AND_CYCLE]! >>> KIND_BITS) - 1;
  }

  /** Whether the object that had this id may be the one that has it now. */
  isSame(id: number, now: Mark): boolean {
    const at = this.#find(id);
    if (at < 0) return false;
    // As above.
    const kind = this.#marks[at + KIND_AND_CYCLE]! & KIND_MASK;
    const text = this.#marks[at + TEXT]!;
    const anchor = this.#marks[at + ANCHOR]!;
    if (kind !== now.kind || now.size > this.#marks[at + SIZE]!) return false;
    const sameAnchor = anchor === now.anchor;
    // A flat string keeps its text, and never becomes one of parts.
    if (kind === CODES.string) return text === 0 || text === now.text;
    // An object changes its hidden class often, and its class when its prototype gets another constructor: not both.
    if (kind === CODES.object) return text === now.text || (sameAnchor && anchor !== 0);
    // A closure keeps its code and its context.
    return text === now.text && (sameAnchor || anchor === 0 || now.anchor === 0);
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

/** What is seen of one object; the same record is used again for the next one. */
export interface Mark {
  kind: number;
  size: number;
  text: number;
  anchor: number;
}

/** Tells the cycle in which an object was born: -1 for what is older than the first. */
export type BirthOf = (id: number, mark: Readonly<Mark>) => number;

function codeOf(kind: GroupKind | undefined): number {
  return kind === undefined ? 0 : CODES[kind];
}

/** Bytes of a text that are hashed from each of its ends. */
const HASHED_BYTES = 24;

/** A hash of each string: of its length and of the bytes at its ends; never 0. */
function textHashes(strings: StringTable): Uint32Array {
  const hashes = new Uint32Array(strings.count);
  strings.each((index, bytes, start, end) => {
    let hash = end - start;
    const head = Math.min(end, start + HASHED_BYTES);
    // Within the string.
    for (let at = start; at < head; at++) hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193);
    for (let at = Math.max(head, end - HASHED_BYTES); at < end; at++)
      hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193);
    hashes[index] = hash === 0 ? 1 : hash;
  });
  return hashes;
}

/** Finds what an object cannot change alone: the id of its hidden class, or of a closure's context. */
function anchors(columns: HeapGraph['columns']): (node: number, kind: number) => number {
  const { nodeId, nodeFirstEdge, edgeTo, edgeType, edgeTypes, edgeNameOrIndex, strings } = columns;
  const internal = edgeTypes.indexOf('internal');
  const [map = -1] = strings.indexesOf('map');
  const [context = -1] = strings.indexesOf('context');
  return (node, kind) => {
    if (kind !== CODES.object && kind !== CODES.closure) return 0;
    const wanted = kind === CODES.object ? map : context;
    // Edges of the caller's node; their targets are nodes.
    const first = nodeFirstEdge[node]!;
    const end = nodeFirstEdge[node + 1]!;
    const last = kind === CODES.object ? Math.max(first, end - ANCHOR_REACH) : first;
    for (let edge = end - 1; edge >= last; edge--) {
      if (edgeNameOrIndex[edge] === wanted && edgeType[edge] === internal) return nodeId[edgeTo[edge]!]!;
    }
    return 0;
  };
}
