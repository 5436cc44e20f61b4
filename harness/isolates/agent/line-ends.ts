import { createRequire } from 'node:module';
import type * as Inspector from 'node:inspector';

/** The first major version of V8 that keeps the line ends that it computes while it writes a snapshot. */
export const KEEPS_LINE_ENDS = 12;

let isNeeded = Number.parseInt(process.versions.v8, 10) < KEEPS_LINE_ENDS;

/**
 * Makes V8 compute the line ends of all scripts, which it would otherwise compute again for each function while it
 * writes a snapshot: for a program with one script of 8.8 MB that took 59 s, and takes 2 s after this. Turning the
 * debugger on and off has this effect; code stays optimised, and only the line ends are kept.
 *
 * Must be called once per isolate, before its first snapshot: V8 forgets the ids of all objects when an inspector
 * session ends, so that objects seen before could not be distinguished from later ones.
 *
 * Does nothing if a debugger is attached or there is no inspector: the snapshot is the same, but slower. Does nothing
 * either if code coverage is measured, because V8 would forget the counts of the blocks of functions.
 */
export function findLineEnds(): void {
  if (!isNeeded || isCovered(process.env)) return;
  isNeeded = false;
  try {
    // Loaded only if it is needed, because it is in every heap from then on.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what that module is
    const inspector = createRequire(import.meta.url)('node:inspector') as typeof Inspector;
    if (inspector.url() !== undefined) return;
    const session = new inspector.Session();
    session.connect();
    session.post('Debugger.enable');
    session.post('Debugger.disable');
    session.disconnect();
  } catch {
    // This Node has no inspector, or may not use it.
  }
}

/**
 * Does the same in an isolate shared with other code, such as a test runner that measures coverage in its own session.
 */
export function findLineEndsAmongOthers(): void {
  if (process.env['VITEST'] === undefined && process.env['JEST_WORKER_ID'] === undefined) findLineEnds();
}

function isCovered({ NODE_V8_COVERAGE: folder }: NodeJS.ProcessEnv): boolean {
  return folder !== undefined && folder !== '';
}
