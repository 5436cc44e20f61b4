import { createRequire } from 'node:module';
import type * as Inspector from 'node:inspector';

/** V8's major version from which on it keeps the line ends that it looks up while it writes a snapshot. */
const KEEPS_LINE_ENDS = 12;

let isNeeded = Number.parseInt(process.versions.v8, 10) < KEEPS_LINE_ENDS;

/**
 * Makes V8 compute the line ends of all scripts, which it would otherwise compute again for each function while it
 * writes a snapshot: a program of one script of 8.8 MB took it 59 s, and takes 2 s after this. Turning the debugger on
 * and off is what does it; code stays optimised, and nothing is kept but the line ends.
 *
 * Once in an isolate, before its first snapshot: V8 forgets the ids of all objects when a session ends, and what was
 * seen before could not be told from what came later.
 *
 * Nothing is done where a debugger is attached, or where there is none: the snapshot is the same, later. Nor where
 * code coverage is measured, for V8 forgets what it has counted of the blocks of a function.
 */
export function findLineEnds(): void {
  if (!isNeeded || isCovered(process.env)) return;
  isNeeded = false;
  try {
    // Loaded where it is needed only: it is in every heap from then on.
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

/** The same in an isolate that other code shares, such as a test runner that measures coverage by a session of its own. */
export function findLineEndsAmongOthers(): void {
  if (process.env['VITEST'] === undefined && process.env['JEST_WORKER_ID'] === undefined) findLineEnds();
}

function isCovered({ NODE_V8_COVERAGE: folder }: NodeJS.ProcessEnv): boolean {
  return folder !== undefined && folder !== '';
}
