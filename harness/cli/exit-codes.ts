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
} as const;

export type ExitCode = number;

const BY_ERROR: Partial<Record<HeapwitnessErrorCode, ExitCode>> = {
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
};

/** The exit code for a typed error; whatever is not listed is a failure of ours. */
export function exitCodeOf(code: HeapwitnessErrorCode): ExitCode {
  return BY_ERROR[code] ?? EXIT.ownFailure;
}
