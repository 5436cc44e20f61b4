import { BracketSkipper } from '../document/bracket-skipper.js';
import { DocumentParser } from '../document/document-parser.js';
import type { SnapshotHeader } from '../document/header.js';
import { NodeTally } from './node-tally.js';
import { NumberRows } from '../columns/number-rows.js';
import { PickedStrings } from '../columns/picked-strings.js';
import { readInto } from '../read-snapshot.js';
import type { ReadSnapshotOptions } from '../read-options.js';
import { loadRowKernel } from '../kernel/row-kernel.js';
import type { SectionReader } from '../document/section-reader.js';
import { checkNames, refuseNoNodes } from '../snapshot-parser.js';
import type { SnapshotSource } from '../snapshot-source.js';
import { StringBlocks } from '../columns/string-blocks.js';
import { StringReader } from '../document/string-reader.js';
import { ValueSkipper } from '../document/value-skipper.js';

/** Nodes of the same type and, if names count, the same name. */
export interface NodeCount {
  /** V8's type of node. */
  readonly type: string;
  /** The class, for the types `object` and `native`; undefined for all others, which are counted together. */
  readonly name: string | undefined;
  readonly count: number;
  /** The sum of their self sizes as V8 wrote them: without the parts that are other nodes. */
  readonly selfBytes: number;
}

/**
 * Counts a snapshot's nodes by class, most frequent first, without processing any edge: one pass at reading speed, in
 * memory that grows with the number of classes, not with the snapshot.
 *
 * Information that needs edges is missing. So all plain objects are one `Object`, prototype objects count under the
 * name of the class that they inherit from, sizes are V8's own, and internal parts of objects count separately; the
 * class table of {@link HeapGraph} distinguishes them. Edges and locations are only checked for their end.
 *
 * @throws {SnapshotFormatError} `ERR_SNAPSHOT_FORMAT` when the input is cut off, foreign, or contradicts itself
 * @throws {HeapwitnessError} `ERR_FILE_NOT_FOUND` when the path leads to no readable file
 */
export async function countNodes(
  source: SnapshotSource,
  options: Omit<ReadSnapshotOptions, 'threads'> = {},
): Promise<NodeCount[]> {
  const counter = new NodeCounter();
  await readInto(counter, source, options);
  return counter.end();
}

/** Whether nodes of this type carry their class as name. */
function isNamed(type: string): boolean {
  return type === 'object' || type === 'native';
}

class NodeCounter {
  readonly #document = new DocumentParser((key, _offset, header) => this.#reader(key, header));
  readonly #kernel = loadRowKernel();
  #nodes: NodeTally | undefined;
  #strings: PickedStrings | StringBlocks | undefined;

  get byteOffset(): number {
    return this.#document.byteOffset;
  }

  push(bytes: Uint8Array): void {
    this.#document.push(bytes);
  }

  end(): NodeCount[] {
    const { nodeCount } = this.#document.end();
    const nodes = this.#nodes ?? this.#document.missing('nodes');
    refuseNoNodes(nodeCount, this.byteOffset);
    const strings = this.#strings ?? this.#document.missing('strings');
    checkNames('nodes', nodes.highest, strings.count);
    const textOf = strings instanceof PickedStrings ? strings.text.bind(strings) : textsOf(strings);
    return nodes
      .entries()
      .map(({ name, ...entry }) => ({ ...entry, name: name === undefined ? undefined : textOf(name) }))
      .sort((a, b) => b.count - a.count || (`${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1));
  }

  #reader(key: string, header: SnapshotHeader | undefined): SectionReader | undefined {
    if (key === 'edges' || key === 'locations') return new BracketSkipper(key);
    if (key === 'strings') return new StringReader((this.#strings = this.#store()), this.#kernel);
    if (key !== 'nodes') return new ValueSkipper();
    return header && new NumberRows(key, (this.#nodes = new NodeTally(header, isNamed)), this.#kernel);
  }

  /** Returns the store for the strings, which must all be kept if they come before the nodes. */
  #store(): PickedStrings | StringBlocks {
    const names = this.#nodes?.entries().flatMap(({ name }) => (name === undefined ? [] : [name]));
    return names ? new PickedStrings([...new Set(names)].sort((a, b) => a - b)) : new StringBlocks();
  }
}

function textsOf(blocks: StringBlocks): (index: number) => string {
  const table = blocks.table();
  return (index) => table.at(index);
}
