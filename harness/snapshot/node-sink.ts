import type { NodeLayout, SnapshotHeader } from './header.js';
import type { RowBatch, RowSink } from './number-rows.js';
import type { RowKernel } from './row-kernel.js';

const MAX_UINT32 = 0xffff_ffff;

/** Sorts the rows of `nodes` into columns, and checks each value that a later step indexes with. */
export class NodeSink implements RowSink {
  readonly fieldCount: number;
  readonly takeRows: RowSink['takeRows'];
  readonly type: Uint8Array;
  readonly name: Uint32Array;
  readonly id: Uint32Array;
  /** Doubles from the first size on that 32 bits do not hold. */
  shallowBytes: Uint32Array | Float64Array;
  readonly firstEdge: Uint32Array;
  readonly detachedness: Uint8Array | undefined;
  /** The highest string index, and where it stands: `strings` comes later. */
  maxName = -1;
  maxNameOffset = 0;
  #count = 0;
  #edges = 0;
  readonly #header: SnapshotHeader;

  /** @throws {RangeError} when the header's count is more than memory can hold */
  constructor(header: SnapshotHeader) {
    const { nodeCount, node } = header;
    this.#header = header;
    this.fieldCount = node.fieldCount;
    this.takeRows = isUsualLayout(node) ? this.#takeRows.bind(this) : undefined;
    this.type = new Uint8Array(nodeCount);
    this.name = new Uint32Array(nodeCount);
    this.id = new Uint32Array(nodeCount);
    this.shallowBytes = new Uint32Array(nodeCount);
    this.firstEdge = new Uint32Array(nodeCount + 1);
    this.detachedness = node.detachedness < 0 ? undefined : new Uint8Array(nodeCount);
  }

  accept(values: Float64Array, rowCount: number, batch: RowBatch): void {
    const { nodeCount, edgeCount, node } = this.#header;
    const { type, name, id, firstEdge, fieldCount } = this;
    let shallowBytes = this.shallowBytes;
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
      if (nameIndex > this.maxName) this.#noteName(nameIndex, at + node.name, batch);
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
        batch.reject(at + node.edgeCount, `more edges counted by nodes than "edge_count", ${edgeCount}`);
      }
    }
    if (this.detachedness) this.#detach(this.detachedness, values, rowCount);
    this.#count = ordinal;
    this.#edges = edges;
  }

  #takeRows(kernel: RowKernel, start: number, end: number, base: number): number {
    const { nodeCount, edgeCount, node } = this.#header;
    const traced = node.fieldCount === 7;
    const typeCount = node.types.length;
    let position = start;
    for (;;) {
      const left = nodeCount - this.#count;
      const edgesLeft = edgeCount - this.#edges;
      const rows = kernel.nodes(position, end, left, traced, typeCount, edgesLeft, this.maxName + 1);
      if (rows === 0) return position;
      const max = kernel.newMaxName;
      if (max) {
        this.maxName = max.name;
        this.maxNameOffset = base + max.end;
      }
      this.#copyRows(kernel, rows);
      position = kernel.position;
    }
  }

  #copyRows(kernel: RowKernel, rows: number): void {
    const { firstEdge } = this;
    const { edgeCounts } = kernel;
    const start = this.#count;
    this.type.set(kernel.types.subarray(0, rows), start);
    this.name.set(kernel.names.subarray(0, rows), start);
    this.id.set(kernel.ids.subarray(0, rows), start);
    this.shallowBytes.set(kernel.sizes.subarray(0, rows), start);
    if (kernel.anyDetached) this.detachedness?.set(kernel.detachedness.subarray(0, rows), start);
    let edges = this.#edges;
    // `rows` is at most the kernel's limit, `start + rows` at most `nodeCount`.
    for (let row = 0; row < rows; row++) {
      firstEdge[start + row] = edges;
      edges += edgeCounts[row]!;
    }
    this.#edges = edges;
    this.#count = start + rows;
  }

  finish(fail: (problem: string) => never): void {
    const { nodeCount, edgeCount } = this.#header;
    if (this.#count !== nodeCount) fail(`${this.#count} nodes where "node_count" says ${nodeCount}`);
    if (this.#edges !== edgeCount) {
      fail(`the nodes count ${this.#edges} edges where "edge_count" says ${edgeCount}`);
    }
    this.firstEdge[nodeCount] = edgeCount;
  }

  #widen(): Float64Array {
    if (this.shallowBytes instanceof Float64Array) return this.shallowBytes;
    const wider = new Float64Array(this.shallowBytes);
    this.shallowBytes = wider;
    return wider;
  }

  #noteName(nameIndex: number, index: number, batch: RowBatch): void {
    if (nameIndex > MAX_UINT32) batch.reject(index, `string index ${nameIndex} needs more than 32 bits`);
    this.maxName = nameIndex;
    this.maxNameOffset = batch.offsetOf(index);
  }

  #detach(detachedness: Uint8Array, values: Float64Array, rowCount: number): void {
    const field = this.#header.node.detachedness;
    // Bounds as in `accept`.
    for (let row = 0; row < rowCount; row++) {
      const value = values[row * this.fieldCount + field]!;
      // Nearly all are 0: memory that is never written is never there.
      if (value !== 0) detachedness[this.#count + row] = value;
    }
  }
}

/** Whether the fields stand as the kernel wants them: as V8 has written them since Node 16. */
function isUsualLayout(node: NodeLayout): boolean {
  const { type, name, id, selfSize, edgeCount, detachedness, fieldCount } = node;
  const first = [type, name, id, selfSize, edgeCount].every((position, index) => position === index);
  return first && (fieldCount === 6 || fieldCount === 7) && detachedness === fieldCount - 1;
}
