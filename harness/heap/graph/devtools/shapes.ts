import type { SnapshotColumns } from '../../snapshot/index.js';
import { nameTest } from '../queries/name-test.js';
import type { ChunkedLoop } from '../chunked-loop.js';

/** The shapes of plain objects: the names of their properties, in order. */
export interface Shapes {
  readonly count: number;
  /** Shape by node; valid for plain objects only. */
  readonly shapeOf: Uint32Array;
  /** Number of objects by shape, in the order of their first objects. */
  readonly counts: readonly number[];
  /** Returns the string indexes of a shape's property names, without `__proto__`. */
  propertiesOf(shape: number): number[];
}

/** Finds the shapes of all plain objects. Shapes are not stored: the first object with a shape represents it. */
export function findShapes(
  columns: SnapshotColumns,
  isPlain: (node: number) => boolean,
  shapeOf: Uint32Array,
  loop: ChunkedLoop,
): Shapes {
  const table = new ShapeTable(columns);
  loop(columns.nodeCount, (from, to) => {
    for (let node = from; node < to; node++) if (isPlain(node)) shapeOf[node] = table.add(node);
  });
  return {
    count: table.counts.length,
    shapeOf,
    counts: table.counts,
    propertiesOf: (shape) => table.names(shape),
  };
}

/** A hash table with linear probing over the names of properties. */
class ShapeTable {
  readonly counts: number[] = [];
  readonly #columns: SnapshotColumns;
  readonly #property: number;
  readonly #isProto: (name: number) => boolean;
  readonly #firstObject: number[] = [];
  readonly #hashes: number[] = [];
  /** Shapes from 1, or 0 for a free slot; the length is a power of two. */
  #slots: Uint32Array = new Uint32Array(1 << 10);

  constructor(columns: SnapshotColumns) {
    this.#columns = columns;
    this.#property = columns.edgeTypes.indexOf('property');
    this.#isProto = nameTest(columns.strings, '__proto__');
  }

  add(node: number): number {
    const hash = this.#hash(node);
    const mask = this.#slots.length - 1;
    // A slot is below the length, and there is always a free one.
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const shape = this.#slots[slot]! - 1;
      if (shape < 0) return this.#insert(slot, node, hash);
      if (this.#hashes[shape] === hash && this.#isSame(this.#firstObject[shape]!, node)) {
        this.counts[shape]!++;
        return shape;
      }
    }
  }

  names(shape: number): number[] {
    const { nodeFirstEdge, edgeNameOrIndex } = this.#columns;
    const names: number[] = [];
    // A shape has a first object; edges are below `edgeCount`.
    const node = this.#firstObject[shape]!;
    const end = nodeFirstEdge[node + 1]!;
    for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
      if (this.#counts(edge)) names.push(edgeNameOrIndex[edge]!);
    }
    return names;
  }

  #counts(edge: number): boolean {
    const { edgeType, edgeNameOrIndex } = this.#columns;
    // The caller's edge belongs to this heap.
    return edgeType[edge] === this.#property && !this.#isProto(edgeNameOrIndex[edge]!);
  }

  #hash(node: number): number {
    const { nodeFirstEdge, edgeNameOrIndex } = this.#columns;
    let hash = 0;
    // Ordinals and edges of this heap, here and below.
    const end = nodeFirstEdge[node + 1]!;
    for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
      if (!this.#counts(edge)) continue;
      hash = Math.imul(hash ^ edgeNameOrIndex[edge]!, 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    return hash >>> 0;
  }

  #isSame(one: number, other: number): boolean {
    const { nodeFirstEdge, edgeNameOrIndex } = this.#columns;
    const [endOfOne, endOfOther] = [nodeFirstEdge[one + 1]!, nodeFirstEdge[other + 1]!];
    let a = nodeFirstEdge[one]!;
    let b = nodeFirstEdge[other]!;
    for (; ; a++, b++) {
      while (a < endOfOne && !this.#counts(a)) a++;
      while (b < endOfOther && !this.#counts(b)) b++;
      if (a === endOfOne || b === endOfOther) return a === endOfOne && b === endOfOther;
      if (edgeNameOrIndex[a] !== edgeNameOrIndex[b]) return false;
    }
  }

  #insert(slot: number, node: number, hash: number): number {
    const shape = this.counts.push(1) - 1;
    this.#firstObject.push(node);
    this.#hashes.push(hash);
    this.#slots[slot] = shape + 1;
    if (2 * this.counts.length > this.#slots.length) this.#grow();
    return shape;
  }

  #grow(): void {
    const mask = 2 * this.#slots.length - 1;
    this.#slots = new Uint32Array(mask + 1);
    for (const [shape, hash] of this.#hashes.entries()) {
      let slot = hash & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = shape + 1;
    }
  }
}
