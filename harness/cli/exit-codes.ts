import type { HeapwitnessErrorCode } from '../core/errors.js';

/** What the process says by its exit code; the numbers above 63 follow sysexits. */
export const EXIT = {
  asStated: 0,
  notAsStated: 1,
  inconclusive: 2,
  usage: 64,
  badData: 65,
  missingInput: 66,
  ownFailure: 70,
  lostOutput: 74,
} as const;

export type ExitCode = number;

/** Every code is here: a new one has to be given a meaning. */
const BY_ERROR: Readonly<Record<HeapwitnessErrorCode, ExitCode>> = {
  ERR_USAGE: EXIT.usage,
  ERR_UNKNOWN_CASE: EXIT.usage,
  ERR_UNKNOWN_CLASS: EXIT.usage,
  ERR_CASE_DEFINITION: EXIT.badData,
  ERR_SCENARIO_DEFINITION: EXIT.badData,
  ERR_KNOWN_LEAKS: EXIT.badData,
  ERR_INSPECTOR: EXIT.badData,
  ERR_SNAPSHOT_FORMAT: EXIT.badData,
  ERR_FOREIGN_SNAPSHOT: EXIT.badData,
  ERR_FILE_NOT_FOUND: EXIT.missingInput,
  ERR_REPORT_FOLDER: EXIT.missingInput,
  ERR_GC_UNAVAILABLE: EXIT.inconclusive,
  ERR_INCONCLUSIVE: EXIT.inconclusive,
  ERR_OUTPUT: EXIT.lostOutput,
  // What happens to a worker is an outcome of a check or a case; one that gets here was overlooked by us.
  ERR_CAPTURE_BACKEND: EXIT.ownFailure,
  ERR_CAPTURE_FAILED: EXIT.ownFailure,
  ERR_WORKER_MODULE: EXIT.ownFailure,
  ERR_WORKER_EXPORT: EXIT.ownFailure,
  ERR_WORKER_CALL: EXIT.ownFailure,
  ERR_WORKER_TIMEOUT: EXIT.ownFailure,
  ERR_WORKER_CRASHED: EXIT.ownFailure,
  ERR_WORKER_EXITED: EXIT.ownFailure,
  ERR_WORKER_OUT_OF_MEMORY: EXIT.ownFailure,
  ERR_WORKER_CLOSED: EXIT.ownFailure,
  ERR_NOT_SERIALIZABLE: EXIT.ownFailure,
  ERR_INCOMPLETE_ASSERTION: EXIT.ownFailure,
  ERR_INTERNAL: EXIT.ownFailure,
};

/** The exit code for a typed error; one that another version of the package knows is a failure of ours. */
export function exitCodeOf(code: HeapwitnessErrorCode): ExitCode {
  return Object.hasOwn(BY_ERROR, code) ? BY_ERROR[code] : EXIT.ownFailure;
}
