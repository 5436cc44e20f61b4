import type { SnapshotHeader } from '../document/header.js';
import { HighestName } from '../columns/highest-name.js';
import type { RowBatch, RowSink } from '../columns/number-rows.js';
import type { RowKernel } from '../kernel/row-kernel.js';
import { isUsualNodeLayout } from '../columns/copy-rows.js';
import { Tally } from './tally.js';

const MAX_UINT32 = 0xffff_ffff;

/** Nodes of one type, and of one name if names matter. */
export interface NodeTallyEntry {
  readonly type: string;
  /** String index; undefined if names do not matter. */
  readonly name: number | undefined;
  readonly count: number;
  readonly selfBytes: number;
}

/** Counts the rows of `nodes` instead of keeping them: by type, and for some types also by name. */
export class NodeTally implements RowSink {
  readonly fieldCount: number;
  readonly takeRows: RowSink['takeRows'];
  readonly highest: HighestName = new HighestName();
  readonly #header: SnapshotHeader;
  /** Number of nodes by type. */
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;
  /** Counts by name, by type; only for types whose nodes are counted by name. */
  readonly #byName: readonly (Tally | undefined)[];
  /** Bit n is set if the nodes of type n are counted by name. */
  readonly #named: bigint;
  #count = 0;

  constructor(header: SnapshotHeader, isNamed: (type: string) => boolean) {
    this.#header = header;
    const { types } = header.node;
    this.#counts = new Float64Array(types.length);
    this.#sums = new Float64Array(types.length);
    this.#byName = types.map((type) => (isNamed(type) ? new Tally() : undefined));
    this.fieldCount = header.node.fieldCount;
    this.#named = types.reduce((bits, type, at) => bits | (isNamed(type) ? 1n << BigInt(at) : 0n), 0n);
    this.takeRows = isUsualNodeLayout(header.node) ? this.#takeRows.bind(this) : undefined;
  }

  entries(): NodeTallyEntry[] {
    const { types } = this.#header.node;
    // All lists have one entry per type.
    return types.flatMap((type, index): NodeTallyEntry[] => {
      const byName = this.#byName[index];
      if (byName !== undefined) {
        return Array.from(byName.entries(), ({ key, count, sum }) => {
          return { type, name: key, count, selfBytes: sum };
        });
      }
      const count = this.#counts[index]!;
      return count === 0 ? [] : [{ type, name: undefined, count, selfBytes: this.#sums[index]! }];
    });
  }

  accept(values: Float64Array, rowCount: number, batch: RowBatch): void {
    const { nodeCount, node } = this.#header;
    if (this.#count + rowCount > nodeCount) {
      const at = (nodeCount - this.#count) * this.fieldCount;
      batch.reject(at, `more nodes than "node_count", ${nodeCount}`);
    }
    // All reads are below `rowCount * fieldCount`.
    for (let row = 0; row < rowCount; row++) {
      const at = row * this.fieldCount;
      const type = values[at + node.type]!;
      if (type >= node.types.length) {
        batch.reject(at + node.type, `node type ${type} of ${node.types.length}`);
      }
      const name = values[at + node.name]!;
      if (name > MAX_UINT32) batch.reject(at + node.name, `string index ${name} needs more than 32 bits`);
      if (name > this.highest.name) this.highest.note(name, batch.offsetOf(at + node.name));
      const selfBytes = values[at + node.selfSize]!;
      this.#counts[type]! += 1;
      this.#sums[type]! += selfBytes;
      this.#byName[type]?.add(name, selfBytes);
    }
    this.#count += rowCount;
  }

  finish(fail: (problem: string) => never): void {
    const { nodeCount } = this.#header;
    if (this.#count !== nodeCount) fail(`${this.#count} nodes, but "node_count" is ${nodeCount}`);
  }

  #takeRows(kernel: RowKernel, end: number, base: number): number {
    const { nodeCount, node } = this.#header;
    const { types, names, sizes } = kernel;
    const typeCount = node.types.length;
    if (typeCount > kernel.counts.length) return 0;
    const traced = node.fieldCount === 7;
    let position = 0;
    for (;;) {
      const left = nodeCount - this.#count;
      const known = this.highest.name + 1;
      const rows = kernel.countNodes(position, end, left, traced, typeCount, this.#named, known);
      if (rows === 0) return position;
      const name = kernel.newMaxName;
      if (name) this.highest.note(name.name, base + name.end);
      // The types were checked above; `listed` is at most the length of the arrays.
      for (let type = 0; type < typeCount; type++) {
        this.#counts[type]! += kernel.counts[type]!;
        this.#sums[type]! += kernel.sums[type]!;
      }
      const { listed } = kernel;
      for (let row = 0; row < listed; row++) this.#byName[types[row]!]?.add(names[row]!, sizes[row]!);
      this.#count += rows;
      position = kernel.position;
    }
  }
}
