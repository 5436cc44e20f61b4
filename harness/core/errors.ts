import { isNativeError } from 'node:util/types';

/**
 * The closed list of what can go wrong. Each code has one meaning for ever: callers branch on it, the CLI maps it
 * to an exit code.
 */
export type HeapwitnessErrorCode =
  | 'ERR_USAGE'
  | 'ERR_UNKNOWN_CASE'
  | 'ERR_CASE_DEFINITION'
  | 'ERR_SCENARIO_DEFINITION'
  | 'ERR_REPORT_FOLDER'
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
  | 'ERR_KNOWN_LEAKS'
  | 'ERR_INSPECTOR'
  | 'ERR_OUTPUT'
  | 'ERR_INTERNAL';

/** The same symbol in each copy of the package that a process has loaded. */
const BRAND = Symbol.for('heapwitness.HeapwitnessError');

/**
 * Base of every error that heapwitness throws on purpose. The message says what failed, the value got, and what to
 * do about it.
 */
export class HeapwitnessError extends Error {
  readonly code: HeapwitnessErrorCode;

  constructor(code: HeapwitnessErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
// On the prototype: the errors themselves have no more properties than before.
Object.defineProperty(HeapwitnessError.prototype, BRAND, { value: true });

/**
 * Whether something caught is a {@link HeapwitnessError}, also one of another copy of the package, which `instanceof`
 * does not know: two versions may be installed side by side.
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
