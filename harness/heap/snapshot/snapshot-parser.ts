import { DocumentParser } from './document/document-parser.js';
import type { SnapshotHeader } from './document/header.js';
import type { HighestName } from './columns/highest-name.js';
import { noLocations } from './columns/location-sink.js';
import { NumberRows } from './columns/number-rows.js';
import type { RowsTaken, SectionOfRows } from './two-threads/chunk-queue.js';
import { isNumberSection, RowSections, type RowSectionsOptions } from './document/row-sections.js';
import type { SectionReader } from './document/section-reader.js';
import type { SnapshotColumns } from './columns/snapshot-columns.js';
import { CAPTURE_AGAIN, SnapshotFormatError } from './document/snapshot-format-error.js';
import { StringBlocks } from './columns/string-blocks.js';
import { StringReader } from './document/string-reader.js';
import { ValueSkipper } from './document/value-skipper.js';

/** Push parser of a heap snapshot: `push` the bytes in chunks of any size, then `end`. */
export class SnapshotParser {
  readonly #document: DocumentParser;
  readonly #rows: RowSections;
  readonly #options: RowSectionsOptions;
  #strings: StringBlocks | undefined;

  constructor(options: RowSectionsOptions = {}) {
    this.#options = options;
    this.#rows = new RowSections(options);
    this.#document = new DocumentParser((key, offset, header) => this.#reader(key, offset, header));
  }

  /** Number of bytes read so far. */
  get byteOffset(): number {
    return this.#document.byteOffset;
  }

  /** The section whose first row starts with the next byte, after {@link SnapshotParser.pushToRows} stopped there. */
  get rowsAhead(): SectionOfRows | undefined {
    const current = this.#document.current;
    const isAtFirst = current?.reader instanceof NumberRows && current.reader.isAtFirst;
    return isAtFirst ? this.#rows.ahead(current.key) : undefined;
  }

  /** @throws {SnapshotFormatError} as soon as the bytes turn out not to be a snapshot */
  push(bytes: Uint8Array): void {
    this.#document.push(bytes);
  }

  /**
   * Like `push`, but stops before the first row of a section that others may read.
   *
   * @returns the number of bytes consumed
   */
  pushToRows(bytes: Uint8Array): number {
    return this.#document.push(bytes, () => this.rowsAhead !== undefined);
  }

  /** Continues after rows that others have written to the columns of `rowsAhead`. */
  skipRows(taken: RowsTaken): void {
    const current = this.#document.current;
    if (!current || taken.ordinal === 0 || !this.#rows.resume(current.key, taken)) return;
    if (current.reader instanceof NumberRows) current.reader.skipRows();
    this.#document.skipTo(taken.byteOffset);
  }

  /**
   * Returns the columns of the whole snapshot.
   *
   * @throws {SnapshotFormatError} when bytes are missing, or sections contradict each other
   */
  end(): SnapshotColumns {
    const { node, edge, nodeCount, edgeCount } = this.#document.end();
    const nodes = this.#rows.nodes ?? this.#document.missing('nodes');
    const edges = this.#rows.edges ?? this.#document.missing('edges');
    refuseNoNodes(nodeCount, this.byteOffset);
    const strings = this.#strings?.table() ?? this.#document.missing('strings');
    checkNames('nodes', nodes.highest, strings.count);
    checkNames('edges', edges.highest, strings.count);
    return {
      nodeCount,
      edgeCount,
      nodeTypes: node.types,
      edgeTypes: edge.types,
      nodeType: nodes.type,
      nodeName: nodes.name,
      nodeId: nodes.id,
      nodeShallowBytes: nodes.shallowBytes,
      nodeFirstEdge: nodes.firstEdge,
      nodeDetachedness: nodes.detachedness,
      edgeType: edges.type,
      edgeNameOrIndex: edges.nameOrIndex,
      edgeTo: edges.to,
      strings,
      locations: this.#rows.locations?.columns() ?? noLocations(),
      byteLength: this.byteOffset,
    };
  }

  #reader(key: string, offset: number, header: SnapshotHeader | undefined): SectionReader | undefined {
    if (key === 'strings') {
      return new StringReader(
        (this.#strings = new StringBlocks(this.#options.allocate)),
        this.#rows.kernel(),
      );
    }
    if (!isNumberSection(key)) return new ValueSkipper();
    return header && this.#rows.reader(key, header, offset);
  }
}

/** @throws {SnapshotFormatError} when there is not even a root */
export function refuseNoNodes(nodeCount: number, byteOffset: number): void {
  if (nodeCount > 0) return;
  const place = { byteOffset, section: 'nodes' };
  throw new SnapshotFormatError('it has no nodes, not even a root', place, CAPTURE_AGAIN);
}

/** @throws {SnapshotFormatError} when there is no such string */
export function checkNames(section: string, { name, byteOffset }: HighestName, stringCount: number): void {
  if (name < stringCount) return;
  const problem = `string index ${name}, but there are only ${stringCount} strings`;
  throw new SnapshotFormatError(problem, { byteOffset, section }, CAPTURE_AGAIN);
}
