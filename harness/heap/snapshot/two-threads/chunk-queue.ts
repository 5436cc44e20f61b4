import { readSync } from 'node:fs';

import { HeapwitnessError } from '../../../core/errors.js';
import type { SnapshotHeader } from '../document/header.js';
import { HighestName } from '../columns/highest-name.js';
import type { RowKernel } from '../kernel/row-kernel.js';
import {
  type EdgeColumns,
  edgeCopier,
  type LocationRows,
  locationCopier,
  type NodeColumns,
  nodeCopier,
  type RowCopier,
} from '../columns/copy-rows.js';

/** A section of rows in a file that several threads read together, as plain data that can be sent to another thread. */
export type ChunkJob = SectionOfRows & {
  readonly fd: number;
  /** The state of {@link ChunkQueue}. */
  readonly state: SharedArrayBuffer;
  /**
   * Number of bytes to read at once.
   * @defaultValue as many as the kernel takes
   */
  readonly pieceBytes?: number;
};

/** A section and its columns, in shared memory. */
export type SectionOfRows =
  | { readonly section: 'nodes'; readonly header: SnapshotHeader; readonly columns: NodeColumns }
  | { readonly section: 'edges'; readonly header: SnapshotHeader; readonly columns: EdgeColumns }
  | { readonly section: 'locations'; readonly header: SnapshotHeader; readonly columns: LocationRows };

/** The position up to which the rows of a section were read. */
export interface RowsTaken {
  readonly byteOffset: number;
  readonly ordinal: number;
  readonly highest: HighestName;
}

/** Whole rows at the start of the kernel's input. */
interface Chunk {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly ordinal: number;
  readonly rows: number;
}

const MAX_UINT32 = 0xffff_ffff;
const LINE_FEED = 0x0a;
const COMMA = 0x2c;
/** Longer than any step takes: after that the thread that holds the lock counts as dead. */
const PATIENCE_MS = 60_000;
// Indexes into the state: two 32-bit flags, then doubles.
const LOCK = 0;
const BUSY = 1;
const NEXT_OFFSET = 1;
const NEXT_ORDINAL = 2;
const END_OFFSET = 3;
const END_ORDINAL = 4;
const NAME = 5;
const NAME_OFFSET = 6;
const STATE_BYTES = 56;

/**
 * Distributes a section in pieces among threads, in turn. The next thread reads a piece, counts its lines (V8 writes
 * one row per line), and releases the position after it; the slow part, tokenising, then runs in parallel. If a piece
 * contains anything but one row per line, the section ends for all threads, and the rest is read by one thread.
 */
export class ChunkQueue {
  readonly #job: ChunkJob;
  readonly #flags: Int32Array;
  readonly #numbers: Float64Array;
  readonly #take: RowCopier;
  readonly #rowCount: number;

  constructor(job: ChunkJob) {
    this.#job = job;
    this.#flags = new Int32Array(job.state);
    this.#numbers = new Float64Array(job.state);
    this.#take = copierOf(job);
    this.#rowCount = roomOf(job);
  }

  /** Takes one piece; returns false if none is left. */
  step(kernel: RowKernel): boolean {
    const chunk = this.#locked(() => this.#takeChunk(kernel));
    if (!chunk) return false;
    const highest = new HighestName();
    try {
      const isWhole = this.#tokenise(kernel, chunk, highest);
      this.#locked(() => this.#note(chunk, isWhole, highest));
    } finally {
      Atomics.sub(this.#flags, BUSY, 1);
      Atomics.notify(this.#flags, BUSY);
    }
    return true;
  }

  /** The offset at which the next piece starts. */
  get byteOffset(): number {
    return this.#number(NEXT_OFFSET);
  }

  /** Hands out no more pieces. */
  stop(): void {
    this.#locked(() => this.#end(this.#number(NEXT_OFFSET), this.#number(NEXT_ORDINAL)));
  }

  /** Waits for the pieces that other threads are processing; returns how far the rows were taken. */
  settle(): RowsTaken {
    for (let busy = 1; busy > 0; busy = Atomics.load(this.#flags, BUSY)) this.#wait(BUSY, busy);
    const highest = new HighestName();
    highest.note(this.#number(NAME), this.#number(NAME_OFFSET));
    return { byteOffset: this.#number(END_OFFSET), ordinal: this.#number(END_ORDINAL), highest };
  }

  #takeChunk(kernel: RowKernel): Chunk | undefined {
    const byteOffset = this.#number(NEXT_OFFSET);
    const ordinal = this.#number(NEXT_ORDINAL);
    if (byteOffset >= this.#number(END_OFFSET)) return undefined;
    const { input } = kernel;
    const { fd, pieceBytes = input.length } = this.#job;
    const length = readSync(fd, input, 0, pieceBytes, byteOffset);
    const { rows, byteLength, isLast } = wholeRows(kernel, length);
    if (rows === 0 || ordinal + rows > this.#rowCount) {
      this.#end(byteOffset, ordinal);
      return undefined;
    }
    this.#numbers[NEXT_OFFSET] = byteOffset + byteLength;
    this.#numbers[NEXT_ORDINAL] = ordinal + rows;
    if (isLast) this.#end(byteOffset + byteLength, ordinal + rows);
    Atomics.add(this.#flags, BUSY, 1);
    return { byteOffset, byteLength, ordinal, rows };
  }

  /** Tokenises a piece; returns whether it contained its rows and nothing else. */
  #tokenise(kernel: RowKernel, chunk: Chunk, highest: HighestName): boolean {
    let start = 0;
    let taken = 0;
    while (taken < chunk.rows) {
      const rows = this.#take(kernel, {
        start,
        end: chunk.byteLength,
        ordinal: chunk.ordinal + taken,
        limit: chunk.rows - taken,
        knownName: highest.name,
        edgesLeft: MAX_UINT32,
      });
      if (rows === 0) return false;
      const name = kernel.newMaxName;
      if (name) highest.note(name.name, chunk.byteOffset + name.end);
      taken += rows;
      start = kernel.position;
    }
    return start === chunk.byteLength;
  }

  #note(chunk: Chunk, isWhole: boolean, highest: HighestName): void {
    if (!isWhole) this.#end(chunk.byteOffset, chunk.ordinal);
    const known = new HighestName();
    known.note(this.#number(NAME), this.#number(NAME_OFFSET));
    known.note(highest.name, highest.byteOffset);
    this.#numbers[NAME] = known.name;
    this.#numbers[NAME_OFFSET] = known.byteOffset;
  }

  #end(byteOffset: number, ordinal: number): void {
    if (byteOffset >= this.#number(END_OFFSET)) return;
    this.#numbers[END_OFFSET] = byteOffset;
    this.#numbers[END_ORDINAL] = ordinal;
  }

  #number(place: number): number {
    // `place` is an index into the state.
    return this.#numbers[place]!;
  }

  #locked<T>(work: () => T): T {
    while (Atomics.compareExchange(this.#flags, LOCK, 0, 1) !== 0) this.#wait(LOCK, 1);
    try {
      return work();
    } finally {
      Atomics.store(this.#flags, LOCK, 0);
      Atomics.notify(this.#flags, LOCK, 1);
    }
  }

  /** @throws {HeapwitnessError} `ERR_INTERNAL` rather than waiting forever */
  #wait(flag: number, value: number): void {
    if (Atomics.wait(this.#flags, flag, value, PATIENCE_MS) !== 'timed-out') return;
    throw new HeapwitnessError('ERR_INTERNAL', 'A reader thread stopped responding. Run the command again.');
  }
}

function copierOf({ section, header, columns }: SectionOfRows): RowCopier {
  if (section === 'nodes') return nodeCopier(header, columns);
  return section === 'edges' ? edgeCopier(header, columns) : locationCopier(header, columns);
}

/** Returns the number of rows that the columns have room for. */
function roomOf({ section, header, columns }: SectionOfRows): number {
  if (section === 'nodes') return header.nodeCount;
  return section === 'edges' ? header.edgeCount : columns.node.length;
}

/** Creates the state for a section whose first row starts at `byteOffset`. */
export function newState(byteOffset: number): SharedArrayBuffer {
  const state = new SharedArrayBuffer(STATE_BYTES);
  const numbers = new Float64Array(state);
  numbers[NEXT_OFFSET] = byteOffset;
  numbers[END_OFFSET] = Infinity;
  numbers[NAME] = -1;
  return state;
}

/**
 * Returns the rows at the start of the input that are followed by another row; `isLast` if the section ends within it.
 */
function wholeRows(
  kernel: RowKernel,
  length: number,
): { readonly rows: number; readonly byteLength: number; readonly isLast: boolean } {
  const { input } = kernel;
  const lines = kernel.countLines(0, length);
  const end = kernel.position;
  const isLast = end < length;
  const last = lines > 0 ? input.lastIndexOf(LINE_FEED, end - 1) : -1;
  if (last + 1 < end && input[last + 1] === COMMA) return { rows: lines, byteLength: last + 2, isLast };
  if (lines < 2) return { rows: 0, byteLength: 0, isLast };
  return { rows: lines - 1, byteLength: input.lastIndexOf(LINE_FEED, last - 1) + 2, isLast };
}
