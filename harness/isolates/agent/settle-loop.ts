import { getHeapStatistics } from 'node:v8';
import { now, setTimeout } from '../../core/captured-timers.js';
import { turn } from './collect-garbage.js';
import { openFiles } from './open-files.js';

/** Resources outside the heap, by kind: a count, or bytes if the kind says so. */
export type Counters = Readonly<Record<string, number>>;

const FILES = 'file descriptors';
/** Number of consecutive turns without a change that count as quiet. */
const QUIET_TURNS = 5;
/** Maximum time in milliseconds to wait while resources keep changing. */
const LONGEST_MS = 250;

/**
 * Runs the event loop until the active resources (handles, requests, timers) no longer change for some turns, so that
 * closing sockets, due timers, immediates and finalisation callbacks have been processed.
 *
 * @param quietMs time to wait first, for timers that are not due yet
 */
export async function settle(quietMs: number): Promise<Counters> {
  if (quietMs > 0) await new Promise((resolve) => setTimeout(resolve, quietMs));
  const started = now();
  let before = activeResources();
  for (let quiet = 0; quiet < QUIET_TURNS && now() - started < LONGEST_MS;) {
    await turn();
    const after = activeResources();
    quiet = after === before ? quiet + 1 : 0;
    before = after;
  }
  return sampleCounters();
}

/** Returns active resources by type, the number of open files, and bytes outside of the heap. */
export function sampleCounters(): Counters {
  const counts = dictionary();
  for (const type of process.getActiveResourcesInfo()) counts[type] = (counts[type] ?? 0) + 1;
  const files = openFiles();
  if (files !== null) counts[FILES] = files;
  // `process.memoryUsage()` opens a file, which fails if a scenario has left none.
  counts['external bytes'] = getHeapStatistics().external_memory;
  return counts;
}

/** Returns counters whose names V8 does not retain, as it does those of the shapes of other objects. */
function dictionary(counters: Counters = {}): Record<string, number> {
  return Object.assign(Object.create(null) as Record<string, number>, counters);
}

/** Adds bytes outside of the heap that are not among those of the counters: of WebAssembly memories, or of other threads. */
export function withMoreBytes(counters: Counters, bytes: number): Counters {
  const sums = dictionary(counters);
  sums['external bytes'] = (counters['external bytes'] ?? 0) + bytes;
  return sums;
}

/** Adds the number of processes that the program has started and that are alive. */
export function withProcesses(counters: Counters, count: number): Counters {
  const all = dictionary(counters);
  all['child processes'] = count;
  return all;
}

/** Subtracts open files that are those of the harness. */
export function withoutFiles(counters: Counters, count: number): Counters {
  const files = counters[FILES];
  if (files === undefined) return counters;
  const rest = dictionary(counters);
  rest[FILES] = files - count;
  return rest;
}

function activeResources(): string {
  return process.getActiveResourcesInfo().sort().join();
}
