import type { HeapwitnessErrorCode } from '../core/errors.js';

/** Exit codes of the process; those above 63 follow sysexits. */
export const EXIT = {
  asStated: 0,
  notAsStated: 1,
  inconclusive: 2,
  /** As stated as far as it was run, but a case was not run. */
  notRun: 2,
  usage: 64,
  badData: 65,
  missingInput: 66,
  ownFailure: 70,
  lostOutput: 74,
} as const;

export type ExitCode = number;

/** Exit code of each error code; the type requires one for every new error code. */
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
  ERR_PORT: EXIT.missingInput,
  ERR_CASE_FOLDER: EXIT.missingInput,
  ERR_GC_UNAVAILABLE: EXIT.inconclusive,
  ERR_INCONCLUSIVE: EXIT.inconclusive,
  ERR_MISSING_PACKAGE: EXIT.notRun,
  ERR_OUTPUT: EXIT.lostOutput,
  // Failures of workers are outcomes of checks and cases; one that gets here is a bug.
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
  ERR_UNAWAITED: EXIT.ownFailure,
  ERR_INTERNAL: EXIT.ownFailure,
};

/** Returns the exit code of an error code; a code from another version of the package counts as an internal failure. */
export function exitCodeOf(code: HeapwitnessErrorCode): ExitCode {
  return Object.hasOwn(BY_ERROR, code) ? BY_ERROR[code] : EXIT.ownFailure;
}
