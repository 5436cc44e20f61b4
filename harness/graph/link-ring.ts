import { HeapwitnessError } from '../core/errors.js';
import type { LinkLists } from './link-lists.js';
import { CHUNK_WORDS, type LinkCarrier } from './link-log.js';

/** Chunks that the walk may be ahead: 4 MiB, which stay in the processor's caches. */
const CHUNKS = 128;
/** Longer than anything here takes: the other thread has died. */
const PATIENCE_MS = 60_000;
// Places in the state: chunks written and read; chunks of all, 0 until that is known; words of the last one.
const WRITTEN = 0;
const READ = 1;
const TOTAL = 2;
const LAST_WORDS = 3;
const STATE_WORDS = 4;

/** Links between two threads, as plain data for another one. */
export interface LinkRing {
  readonly ring: Uint32Array;
  readonly state: Int32Array;
}

/**
 * A ring in shared memory.
 *
 * @param chunks how many the walk may be ahead
 */
export function newLinkRing(chunks: number = CHUNKS): LinkRing {
  return {
    ring: new Uint32Array(new SharedArrayBuffer(4 * chunks * CHUNK_WORDS)),
    state: new Int32Array(new SharedArrayBuffer(4 * STATE_WORDS)),
  };
}

/** Has another thread, which is in {@link readLinks}, put links into their lists. */
export function carryAcross({ ring, state }: LinkRing): LinkCarrier {
  let written = 0;
  const pass = (): void => {
    Atomics.store(state, WRITTEN, ++written);
    Atomics.notify(state, WRITTEN);
  };
  const waitUntilRead = (chunks: number): void => {
    for (let read = Atomics.load(state, READ); read < chunks; read = Atomics.load(state, READ)) {
      if (Atomics.wait(state, READ, read, PATIENCE_MS) !== 'timed-out') continue;
      throw new HeapwitnessError(
        'ERR_INTERNAL',
        'A thread that helps with dominators does not go on. Try again.',
      );
    }
  };
  return {
    ring,
    carry() {
      pass();
      waitUntilRead(written + 1 - ring.length / CHUNK_WORDS);
    },
    finish(from, to) {
      Atomics.store(state, LAST_WORDS, to - from);
      Atomics.store(state, TOTAL, written + 1);
      pass();
      waitUntilRead(written);
    },
  };
}

/** Puts the links of another thread into their lists, until the last one. */
export function readLinks({ ring, state }: LinkRing, lists: LinkLists): void {
  for (let read = 0; read === 0 || read !== Atomics.load(state, TOTAL);) {
    if (Atomics.load(state, WRITTEN) === read) {
      Atomics.wait(state, WRITTEN, read);
      continue;
    }
    const from = (read * CHUNK_WORDS) % ring.length;
    const isLast = Atomics.load(state, TOTAL) === ++read;
    lists.add(ring, from, from + (isLast ? Atomics.load(state, LAST_WORDS) : CHUNK_WORDS));
    Atomics.store(state, READ, read);
    Atomics.notify(state, READ);
  }
}
