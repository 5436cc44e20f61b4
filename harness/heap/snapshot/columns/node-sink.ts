import type { Allocate } from '../two-threads/allocate.js';
import type { SnapshotHeader } from '../document/header.js';
import { HighestName } from './highest-name.js';
import type { RowBatch, RowSink } from './number-rows.js';
import type { RowKernel } from '../kernel/row-kernel.js';
import { isUsualNodeLayout, type NodeColumns, nodeCopier, type RowCopier } from './copy-rows.js';

const MAX_UINT32 = 0xffff_ffff;

/** Collects the rows of `nodes` in columns, and checks each value that later steps use as an index. */
export class NodeSink implements RowSink, NodeColumns {
  readonly fieldCount: number;
  readonly takeRows: RowSink['takeRows'];
  readonly type: Uint8Array;
  readonly name: Uint32Array;
  readonly id: Uint32Array;
  /** Doubles once a size exceeds 32 bits. */
  shallowBytes: Uint32Array | Float64Array;
  readonly firstEdge: Uint32Array;
  readonly detachedness: Uint8Array | undefined;
  readonly highest: HighestName = new HighestName();
  readonly #header: SnapshotHeader;
  readonly #take: RowCopier;
  #count = 0;
  #edges = 0;

  /** @throws {RangeError} when the header's count exceeds the available memory */
  constructor(header: SnapshotHeader, allocate: Allocate) {
    const { nodeCount, node } = header;
    this.#header = header;
    this.fieldCount = node.fieldCount;
    this.takeRows = isUsualNodeLayout(node) ? this.#takeRows.bind(this) : undefined;
    this.type = new Uint8Array(allocate(nodeCount));
    this.name = new Uint32Array(allocate(4 * nodeCount));
    this.id = new Uint32Array(allocate(4 * nodeCount));
    this.shallowBytes = new Uint32Array(allocate(4 * nodeCount));
    this.firstEdge = new Uint32Array(allocate(4 * nodeCount + 4));
    this.detachedness = node.detachedness < 0 ? undefined : new Uint8Array(allocate(nodeCount));
    this.#take = nodeCopier(header, this);
  }

  /** The columns only, for another thread. */
  get columns(): NodeColumns {
    const { type, name, id, shallowBytes, firstEdge, detachedness } = this;
    return { type, name, id, shallowBytes, firstEdge, detachedness };
  }

  accept(values: Float64Array, rowCount: number, batch: RowBatch): void {
    const { nodeCount, edgeCount, node } = this.#header;
    const { type, name, id, firstEdge, fieldCount } = this;
    let shallowBytes = this.shallowBytes;
    const { highest } = this;
    const typeCount = node.types.length;
    let ordinal = this.#count;
    let edges = this.#edges;
    if (ordinal + rowCount > nodeCount) {
      batch.reject((nodeCount - ordinal) * fieldCount, `more nodes than "node_count", ${nodeCount}`);
    }
    // All reads are below `rowCount * fieldCount`, all writes below `nodeCount`.
    for (let row = 0; row < rowCount; row++, ordinal++) {
      const at = row * fieldCount;
      const typeIndex = values[at + node.type]!;
      if (typeIndex >= typeCount) batch.reject(at + node.type, `node type ${typeIndex} of ${typeCount}`);
      type[ordinal] = typeIndex;

      const nameIndex = values[at + node.name]!;
      if (nameIndex > highest.name) this.#noteName(nameIndex, at + node.name, batch);
      name[ordinal] = nameIndex;

      const idValue = values[at + node.id]!;
      if (idValue > MAX_UINT32) batch.reject(at + node.id, `node id ${idValue} needs more than 32 bits`);
      id[ordinal] = idValue;
      const bytes = values[at + node.selfSize]!;
      if (bytes > MAX_UINT32) shallowBytes = this.#widen();
      shallowBytes[ordinal] = bytes;

      firstEdge[ordinal] = edges;
      edges += values[at + node.edgeCount]!;
      if (edges > edgeCount) {
        batch.reject(at + node.edgeCount, `the nodes count more edges than "edge_count", ${edgeCount}`);
      }
    }
    if (this.detachedness) this.#detach(this.detachedness, values, rowCount);
    this.#count = ordinal;
    this.#edges = edges;
  }

  finish(fail: (problem: string) => never): void {
    const { nodeCount, edgeCount } = this.#header;
    if (this.#count !== nodeCount) fail(`${this.#count} nodes, but "node_count" is ${nodeCount}`);
    if (this.#edges !== edgeCount) {
      fail(`the nodes count ${this.#edges} edges, but "edge_count" is ${edgeCount}`);
    }
    this.firstEdge[nodeCount] = edgeCount;
  }

  /**
   * Continues after rows that others have written to the columns from the first one on, with numbers of edges in
   * `firstEdge`.
   *
   * @returns false if the nodes have more edges than the header counts: then nothing is taken over
   */
  resume(count: number): boolean {
    this.#count = 0;
    this.#edges = 0;
    const sum = this.#sumEdges(count);
    if (sum > this.#header.edgeCount) return false;
    this.#edges = sum;
    this.#count = count;
    return true;
  }

  #takeRows(kernel: RowKernel, end: number, base: number): number {
    const { nodeCount, edgeCount } = this.#header;
    let position = 0;
    for (;;) {
      const rows = this.#take(kernel, {
        start: position,
        end,
        ordinal: this.#count,
        limit: nodeCount - this.#count,
        knownName: this.highest.name,
        edgesLeft: edgeCount - this.#edges,
      });
      if (rows === 0) return position;
      const name = kernel.newMaxName;
      if (name) this.highest.note(name.name, base + name.end);
      this.#edges = this.#sumEdges(this.#count + rows);
      this.#count += rows;
      position = kernel.position;
    }
  }

  /** Turns numbers of edges into first edges, up to the row `end`; returns the first edge there. */
  #sumEdges(end: number): number {
    const { firstEdge } = this;
    let edges = this.#edges;
    // `end` is at most `nodeCount`.
    for (let node = this.#count; node < end; node++) {
      const count = firstEdge[node]!;
      firstEdge[node] = edges;
      edges += count;
    }
    return edges;
  }

  #widen(): Float64Array {
    if (this.shallowBytes instanceof Float64Array) return this.shallowBytes;
    const wider = new Float64Array(this.shallowBytes);
    this.shallowBytes = wider;
    return wider;
  }

  #noteName(nameIndex: number, index: number, batch: RowBatch): void {
    if (nameIndex > MAX_UINT32) batch.reject(index, `string index ${nameIndex} needs more than 32 bits`);
    this.highest.note(nameIndex, batch.offsetOf(index));
  }

  #detach(detachedness: Uint8Array, values: Float64Array, rowCount: number): void {
    const field = this.#header.node.detachedness;
    // Bounds as in `accept`.
    for (let row = 0; row < rowCount; row++) {
      const value = values[row * this.fieldCount + field]!;
      // Nearly all values are 0, and memory that is never written is never committed.
      if (value !== 0) detachedness[this.#count + row] = value;
    }
  }
}
