import { PerformanceObserver, constants } from 'node:perf_hooks';
import { ThreadLocal } from 'heapwitness/thread-local';

export class RequestContext {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

export interface Collected {
  /** Collections since the call, by kind, as Node reports them. */
  readonly minor: number;
  readonly full: number;
  /** Whether a buffer that was dropped before the first of them is gone. */
  readonly bufferFreed: boolean;
}

const BUFFER_BYTES = 1024 * 1024;
let keys: ThreadLocal<RequestContext>[] = [];

/** One key per request, held until `dropKeys` if they are to grow old. */
export function serve({
  requests,
  remove,
  hold,
}: {
  requests: number;
  remove: boolean;
  hold: boolean;
}): void {
  for (let request = 0; request < requests; request++) {
    const key = new ThreadLocal<RequestContext>();
    key.set(new RequestContext(`user-${request}`));
    if (remove) key.remove();
    if (hold) keys.push(key);
  }
}

export function dropKeys(): void {
  keys = [];
}

/** Runs minor collections, each in a turn of its own, and waits until Node has reported them. */
export async function collectYoung({ times }: { times: number }): Promise<Collected> {
  const seen = { minor: 0, full: 0 };
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { kind } = (entry as { detail?: { kind?: number } }).detail ?? {};
      if (kind === constants.NODE_PERFORMANCE_GC_MINOR) seen.minor += 1;
      if (kind === constants.NODE_PERFORMANCE_GC_MAJOR) seen.full += 1;
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  makeGarbage();
  const { arrayBuffers } = process.memoryUsage();
  const bufferFreed = (): boolean => arrayBuffers - process.memoryUsage().arrayBuffers >= BUFFER_BYTES;
  for (let time = 0; time < times; time++) {
    await turn();
    collectOnce();
  }
  // V8 frees buffers in a thread of its own.
  for (let turns = 0; turns < 1000 && (seen.minor < times || !bufferFreed()); turns++) await turn();
  observer.disconnect();
  return { ...seen, bufferFreed: bufferFreed() };
}

function makeGarbage(): ArrayBuffer {
  return new ArrayBuffer(BUFFER_BYTES);
}

function collectOnce(): void {
  (globalThis as { gc?: (options: { type: 'minor' }) => void }).gc?.({ type: 'minor' });
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
