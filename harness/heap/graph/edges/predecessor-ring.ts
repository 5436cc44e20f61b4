import { HeapwitnessError } from '../../../core/errors.js';
import type { PredecessorLists } from './predecessor-lists.js';
import { CHUNK_WORDS, type PredecessorCarrier } from './predecessor-log.js';

/** Chunks that the walk may be ahead: 1 MiB, which stays in the processor's caches. */
const CHUNKS = 32;
/** Longer than anything here takes: the other thread has died. */
const PATIENCE_MS = 60_000;
// Places in the state: who reads; chunks written and read; chunks of all, 0 until that is known; words of the last one.
const READER = 0;
const WRITTEN = 1;
const READ = 2;
const TOTAL = 3;
const LAST_WORDS = 4;
const STATE_WORDS = 5;

/** Who puts the links into their lists. */
export const PREDECESSOR_READER = { nobody: 0, otherThread: 1, writer: 2 } as const;

/** Links between two threads, as plain data for another one. */
export interface PredecessorRing {
  readonly ring: Uint32Array;
  readonly state: Int32Array;
}

/**
 * A ring in shared memory.
 *
 * @param chunks how many the walk may be ahead
 */
export function newPredecessorRing(chunks: number = CHUNKS): PredecessorRing {
  return {
    ring: new Uint32Array(new SharedArrayBuffer(4 * chunks * CHUNK_WORDS)),
    state: new Int32Array(new SharedArrayBuffer(4 * STATE_WORDS)),
  };
}

/** One of `PREDECESSOR_READER`, as things stand. */
export function predecessorReaderOf({ state }: PredecessorRing): number {
  return Atomics.load(state, READER);
}

/**
 * Has another thread put links into their lists, if it has a {@link PredecessorReader} by the time that it is needed;
 * otherwise this one does.
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

/** Puts the links that another thread writes into their lists, on this one. */
export class PredecessorReader {
  readonly #ring: PredecessorRing;
  readonly #lists: PredecessorLists;
  readonly #isReader: boolean;
  #read = 0;

  /** Reads, unless the other thread has begun to do so. */
  constructor(ring: PredecessorRing, lists: PredecessorLists) {
    this.#ring = ring;
    this.#lists = lists;
    this.#isReader = isReader(ring.state, PREDECESSOR_READER.otherThread);
  }

  /** Takes everything that has been written, without waiting. */
  readAhead(): void {
    if (!this.#isReader) return;
    const written = Atomics.load(this.#ring.state, WRITTEN);
    while (this.#read < written) readChunk(this.#ring, this.#lists, this.#read++);
  }

  /** Waits for the last link. */
  readToEnd(): void {
    const { state } = this.#ring;
    while (this.#isReader && (this.#read === 0 || this.#read !== Atomics.load(state, TOTAL))) {
      Atomics.wait(state, WRITTEN, this.#read);
      this.readAhead();
    }
  }
}

/** Whether it is `who` that reads: the first one to ask. */
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
