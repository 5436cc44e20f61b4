import { type Allocate, ownMemory } from '../two-threads/allocate.js';
import { EdgeSink } from '../columns/edge-sink.js';
import type { SnapshotHeader } from './header.js';
import { LocationSink } from '../columns/location-sink.js';
import { NodeSink } from '../columns/node-sink.js';
import { NumberRows, type RowSink } from '../columns/number-rows.js';
import type { RowsTaken, SectionOfRows } from '../two-threads/chunk-queue.js';
import { loadRowKernel, type RowKernel } from '../kernel/row-kernel.js';
import type { SectionReader } from './section-reader.js';
import { CAPTURE_AGAIN, SnapshotFormatError } from './snapshot-format-error.js';
import { ValueSkipper } from './value-skipper.js';

/** The sections of numbers, which cannot be read before the header. */
export const NUMBER_SECTIONS = ['nodes', 'edges', 'locations'] as const;
export type NumberSection = (typeof NUMBER_SECTIONS)[number];

export function isNumberSection(key: string): key is NumberSection {
  return (NUMBER_SECTIONS as readonly string[]).includes(key);
}

/** Options for reading the sections of numbers. */
export interface RowSectionsOptions {
  /** Returns the kernel, called for each section; by default a kernel that is loaded on first use. */
  readonly kernel?: () => RowKernel | undefined;
  /** Allocates the memory of columns and strings; by default in this thread. */
  readonly allocate?: Allocate;
  /** Length of the whole input if known: counts that exceed it are rejected before memory is allocated. */
  readonly byteLength?: number;
}

/** The sections of numbers: creates the columns of each section and the reader that fills them. */
export class RowSections {
  nodes: NodeSink | undefined;
  edges: EdgeSink | undefined;
  locations: LocationSink | undefined;
  readonly kernel: () => RowKernel | undefined;
  readonly #allocate: Allocate;
  readonly #byteLength: number;
  #header: SnapshotHeader | undefined;

  constructor({ kernel = lazyKernel(), allocate = ownMemory, byteLength = Infinity }: RowSectionsOptions) {
    this.kernel = kernel;
    this.#allocate = allocate;
    this.#byteLength = byteLength;
  }

  /**
   * Creates the reader of a section that starts at `offset`.
   *
   * @throws {SnapshotFormatError} when the header's counts exceed the input or the available memory
   */
  reader(key: NumberSection, header: SnapshotHeader, offset: number): SectionReader {
    this.#header = header;
    if (key !== 'locations') this.#refuseImpossible(key, header, offset);
    try {
      const sink = this.#sinkFor(key, header);
      return sink ? new NumberRows(key, sink, this.kernel()) : new ValueSkipper();
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      const problem = `"${key}" of the size given in the header does not fit into memory`;
      throw new SnapshotFormatError(problem, { byteOffset: offset, section: key }, CAPTURE_AGAIN, { cause });
    }
  }

  /** Returns the section whose reader was just created, if its rows may be read by others. */
  ahead(key: string): SectionOfRows | undefined {
    const header = this.#header;
    if (!header) return undefined;
    if (key === 'nodes' && this.nodes?.takeRows) return { section: key, header, columns: this.nodes.columns };
    if (key === 'edges' && this.edges?.takeRows) return { section: key, header, columns: this.edges.columns };
    const { locations } = this;
    if (key === 'locations' && locations?.takeRows) return { section: key, header, columns: locations.rows };
    return undefined;
  }

  /**
   * Continues after rows of a section that others have written to its columns.
   *
   * @returns false if no rows are taken over
   */
  resume(key: string, { ordinal, highest }: RowsTaken): boolean {
    if (key === 'locations') return this.locations?.resume(ordinal) ?? false;
    const sink = key === 'nodes' ? this.nodes : this.edges;
    if (!sink?.resume(ordinal)) return false;
    sink.highest.note(highest.name, highest.byteOffset);
    return true;
  }

  #sinkFor(key: NumberSection, header: SnapshotHeader): RowSink | undefined {
    if (key === 'nodes') return (this.nodes = new NodeSink(header, this.#allocate));
    if (key === 'edges') return (this.edges = new EdgeSink(header, this.#allocate));
    if (!header.location) return undefined;
    return (this.locations = new LocationSink(header, header.location, this.#allocate));
  }

  /** Rejects counts for which the input is too short: each number takes at least two bytes with what follows it. */
  #refuseImpossible(section: string, header: SnapshotHeader, byteOffset: number): void {
    const left = this.#byteLength - byteOffset;
    for (const [kind, count, { fieldCount }] of [
      ['nodes', header.nodeCount, header.node],
      ['edges', header.edgeCount, header.edge],
    ] as const) {
      const needed = 2 * fieldCount * count;
      // No nodes come after the edges.
      if (needed <= left || (kind === 'nodes' && section === 'edges')) continue;
      const problem = `the ${count} ${kind} counted in the header take at least ${needed} bytes, but only ${left} are left`;
      throw new SnapshotFormatError(problem, { byteOffset, section }, CAPTURE_AGAIN);
    }
  }
}

function lazyKernel(): () => RowKernel | undefined {
  let kernel: RowKernel | undefined;
  return () => (kernel ??= loadRowKernel());
}
