import { isNativeError } from 'node:util/types';

/**
 * The closed list of error codes. The meaning of a code never changes: callers branch on it, and the CLI maps it to an
 * exit code.
 */
export type HeapwitnessErrorCode =
  | 'ERR_USAGE'
  | 'ERR_UNKNOWN_CASE'
  | 'ERR_CASE_DEFINITION'
  | 'ERR_MISSING_PACKAGE'
  | 'ERR_SCENARIO_DEFINITION'
  | 'ERR_REPORT_FOLDER'
  | 'ERR_CASE_FOLDER'
  | 'ERR_SNAPSHOT_FORMAT'
  | 'ERR_FOREIGN_SNAPSHOT'
  | 'ERR_FILE_NOT_FOUND'
  | 'ERR_GC_UNAVAILABLE'
  | 'ERR_CAPTURE_BACKEND'
  | 'ERR_CAPTURE_FAILED'
  | 'ERR_WORKER_MODULE'
  | 'ERR_WORKER_EXPORT'
  | 'ERR_WORKER_CALL'
  | 'ERR_WORKER_TIMEOUT'
  | 'ERR_WORKER_CRASHED'
  | 'ERR_WORKER_EXITED'
  | 'ERR_WORKER_OUT_OF_MEMORY'
  | 'ERR_WORKER_CLOSED'
  | 'ERR_NOT_SERIALIZABLE'
  | 'ERR_UNKNOWN_CLASS'
  | 'ERR_INCOMPLETE_ASSERTION'
  | 'ERR_INCONCLUSIVE'
  | 'ERR_UNAWAITED'
  | 'ERR_KNOWN_LEAKS'
  | 'ERR_INSPECTOR'
  | 'ERR_PORT'
  | 'ERR_OUTPUT'
  | 'ERR_INTERNAL';

/** A brand that is the same symbol in each copy of the package loaded by a process. */
const BRAND = Symbol.for('heapwitness.HeapwitnessError');

/**
 * Base class of every error that heapwitness throws on purpose. The message says what failed, the value got, and what
 * to do about it.
 */
export class HeapwitnessError extends Error {
  readonly code: HeapwitnessErrorCode;

  constructor(code: HeapwitnessErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
// On the prototype, so that the errors have no additional property of their own.
Object.defineProperty(HeapwitnessError.prototype, BRAND, { value: true });

/**
 * Whether a caught value is a {@link HeapwitnessError}, including those of another copy of the package, which
 * `instanceof` does not recognise: two versions may be installed side by side.
 *
 * @example
 * try {
 *   await checkLeaks(scenario);
 * } catch (error) {
 *   if (isHeapwitnessError(error) && error.code === 'ERR_USAGE') console.error(error.message);
 * }
 */
export function isHeapwitnessError(caught: unknown): caught is HeapwitnessError {
  return isNativeError(caught) && BRAND in caught;
}
