import { HeapwitnessError } from '../../../core/errors.js';
import type { PredecessorLists } from './predecessor-lists.js';
import { CHUNK_WORDS, type PredecessorCarrier } from './predecessor-log.js';

/** Chunks that the walk may be ahead of the reader: 1 MiB, which stays in the processor's caches. */
const CHUNKS = 32;
/** Longer than any step takes: after that the other thread counts as dead. */
const PATIENCE_MS = 60_000;
// Indexes into the state: the reader; chunks written and read; total of chunks, 0 until known; words of the last one.
const READER = 0;
const WRITTEN = 1;
const READ = 2;
const TOTAL = 3;
const LAST_WORDS = 4;
const STATE_WORDS = 5;

/** The thread that puts the links into their lists. */
export const PREDECESSOR_READER = { nobody: 0, otherThread: 1, writer: 2 } as const;

/** A ring of links between two threads, as plain data. */
export interface PredecessorRing {
  readonly ring: Uint32Array;
  readonly state: Int32Array;
}

/**
 * Allocates a ring in shared memory.
 *
 * @param chunks number of chunks that the walk may be ahead
 */
export function newPredecessorRing(chunks: number = CHUNKS): PredecessorRing {
  return {
    ring: new Uint32Array(new SharedArrayBuffer(4 * chunks * CHUNK_WORDS)),
    state: new Int32Array(new SharedArrayBuffer(4 * STATE_WORDS)),
  };
}

/** Returns the current reader, one of `PREDECESSOR_READER`. */
export function predecessorReaderOf({ state }: PredecessorRing): number {
  return Atomics.load(state, READER);
}

/**
 * Returns a carrier whose links are put into their lists by another thread if that has a {@link PredecessorReader} by
 * the time that one is needed, otherwise by this thread.
 */
export function carryAcross(ring: PredecessorRing, lists: PredecessorLists): PredecessorCarrier {
  const { state } = ring;
  const chunkCount = ring.ring.length / CHUNK_WORDS;
  let written = 0;
  const pass = (): void => {
    Atomics.store(state, WRITTEN, ++written);
    Atomics.notify(state, WRITTEN);
  };
  const waitUntilRead = (chunks: number): void => {
    for (let read = Atomics.load(state, READ); read < chunks; read = Atomics.load(state, READ)) {
      if (isReader(state, PREDECESSOR_READER.writer)) while (read < written) readChunk(ring, lists, read++);
      else if (Atomics.wait(state, READ, read, PATIENCE_MS) === 'timed-out') throw deadThread();
    }
  };
  return {
    ring: ring.ring,
    carry() {
      pass();
      waitUntilRead(written + 1 - chunkCount);
    },
    finish(from, to) {
      Atomics.store(state, LAST_WORDS, to - from);
      Atomics.store(state, TOTAL, written + 1);
      pass();
      waitUntilRead(written);
    },
  };
}

/** Puts the links that another thread writes into their lists, on this thread. */
export class PredecessorReader {
  readonly #ring: PredecessorRing;
  readonly #lists: PredecessorLists;
  readonly #isReader: boolean;
  #read = 0;

  /** Becomes the reader unless the writing thread already is. */
  constructor(ring: PredecessorRing, lists: PredecessorLists) {
    this.#ring = ring;
    this.#lists = lists;
    this.#isReader = isReader(ring.state, PREDECESSOR_READER.otherThread);
  }

  /** Processes all links written so far, without waiting. */
  readAhead(): void {
    if (!this.#isReader) return;
    const written = Atomics.load(this.#ring.state, WRITTEN);
    while (this.#read < written) readChunk(this.#ring, this.#lists, this.#read++);
  }

  /** Processes all links, waiting for the last one. */
  readToEnd(): void {
    const { state } = this.#ring;
    while (this.#isReader && (this.#read === 0 || this.#read !== Atomics.load(state, TOTAL))) {
      Atomics.wait(state, WRITTEN, this.#read);
      this.readAhead();
    }
  }
}

/** Whether `who` is the reader: the first thread to claim the role. */
function isReader(state: Int32Array, who: number): boolean {
  const before = Atomics.compareExchange(state, READER, PREDECESSOR_READER.nobody, who);
  return before === PREDECESSOR_READER.nobody || before === who;
}

function readChunk({ ring, state }: PredecessorRing, lists: PredecessorLists, chunk: number): void {
  const from = (chunk * CHUNK_WORDS) % ring.length;
  const isLast = Atomics.load(state, TOTAL) === chunk + 1;
  lists.add(ring, from, from + (isLast ? Atomics.load(state, LAST_WORDS) : CHUNK_WORDS));
  Atomics.store(state, READ, chunk + 1);
  Atomics.notify(state, READ);
}

function deadThread(): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_INTERNAL',
    'A thread that computes dominators stopped responding. Run the command again.',
  );
}
