/**
 * Returns the stack trace of the caller as text; empty if code that replaced `prepareStackTrace` made something else of
 * it.
 *
 * @param calls maximum number of calls
 */
export function stackText(calls: number): string {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = calls;
    const { stack } = new Error();
    return typeof stack === 'string' ? stack : '';
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
