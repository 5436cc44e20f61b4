import { startWorker, startWorkerProcess } from 'heapwitness';
import type { LongLivedWorker, StartWorkerOptions } from 'heapwitness';
import type * as Obliging from './workers/obliging.js';

export type ObligingWorker = LongLivedWorker<typeof Obliging>;

/** The compiled module of a worker under `test/support/workers`. */
export function workerModule(name: string): URL {
  return new URL(`./workers/${name}.js`, import.meta.url);
}

export interface Kind {
  readonly kind: 'thread' | 'process';
  readonly start: <Module>(
    module: URL | string,
    options?: StartWorkerOptions,
  ) => Promise<LongLivedWorker<Module>>;
}

/** The two kinds of workers, which keep one contract. */
export const KINDS: readonly Kind[] = [
  { kind: 'thread', start: startWorker },
  { kind: 'process', start: startWorkerProcess },
];

/** Starts the obliging worker, lets `use` work with it, and closes it whatever happens. */
export async function withWorker<T>(
  { start }: Kind,
  use: (worker: ObligingWorker) => Promise<T>,
  options: StartWorkerOptions = {},
): Promise<T> {
  const worker = await start<typeof Obliging>(workerModule('obliging'), { name: 'obliging', ...options });
  try {
    return await use(worker);
  } finally {
    await worker.close();
  }
}
