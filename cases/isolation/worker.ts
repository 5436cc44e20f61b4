import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread, type PoolThread } from '../pool-thread.js';

export class Text {
  readonly characters: string;

  constructor(characters: string) {
    this.characters = characters;
  }
}

let threadLocal01: ThreadLocal<Text> | null = new ThreadLocal<Text>();
const threadLocal02 = new ThreadLocal<Text>();
const pool: PoolThread[] = [];

/** The threads of this worker, for the census; its root thread needs no naming. */
export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

export function startThreads(names: readonly string[]): void {
  pool.push(...names.map(startPoolThread));
}

/** As in the course text: one thread sets several ThreadLocals, and both threads share the ThreadLocal objects. */
export function set({ thread, first, second }: { thread: number; first: string; second?: string }): void {
  pool[thread]?.run(() => {
    threadLocal01?.set(new Text(first));
    if (second !== undefined) threadLocal02.set(new Text(second));
  });
}

export function get({ thread }: { thread: number }): (string | null)[] {
  const read = (): (string | null)[] => [
    threadLocal01?.get()?.characters ?? null,
    threadLocal02.get()?.characters ?? null,
  ];
  return pool[thread]?.run(read) ?? [];
}

export function remove({ thread }: { thread: number }): void {
  pool[thread]?.run(() => threadLocal01?.remove());
}

/** Nobody can reach the shared key any more. */
export function dropFirstKey(): void {
  threadLocal01 = null;
}
