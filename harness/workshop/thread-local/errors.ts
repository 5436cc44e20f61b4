/** Codes of the errors that this module throws on purpose. The meaning of a code never changes. */
export type ThreadLocalErrorCode =
  'ERR_THREAD_TERMINATED' | 'ERR_THREAD_STATE' | 'ERR_UNSUPPORTED_OPERATION' | 'ERR_BINDING_DISPOSED';

/** Base of the errors thrown by threads, thread-locals and bindings. */
export class ThreadLocalError extends Error {
  readonly code: ThreadLocalErrorCode;

  constructor(code: ThreadLocalErrorCode, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Thrown when a thread that has ended is used again: by `run`, or by code that it started and that still runs. */
export class ThreadTerminatedError extends ThreadLocalError {
  constructor(threadName: string, attempted: string) {
    super(
      'ERR_THREAD_TERMINATED',
      `Thread '${threadName}' has ended, so ${attempted} was rejected: its thread-locals are gone, and no new map ` +
        'is created for it. Await all work inside the function passed to run(), or start a new Thread.',
    );
  }
}

/** Thrown when a thread's state does not allow an operation, such as a second `run`. */
export class ThreadStateError extends ThreadLocalError {
  constructor(message: string) {
    super('ERR_THREAD_STATE', message);
  }
}

/** Thrown when a class does not support an operation (Java's UnsupportedOperationException). */
export class UnsupportedOperationError extends ThreadLocalError {
  constructor(message: string) {
    super('ERR_UNSUPPORTED_OPERATION', message);
  }
}

/** Thrown when the value of a binding is read after its disposal. */
export class BindingDisposedError extends ThreadLocalError {
  constructor() {
    super(
      'ERR_BINDING_DISPOSED',
      'This binding is disposed, and its value is released: read it before the end of the using block.',
    );
  }
}

/** Thrown when an argument must be a function and is not one (Java throws NullPointerException instead). */
export class InvalidFunctionError extends TypeError {
  readonly code = 'ERR_INVALID_FUNCTION' as const;

  constructor(where: string, got: unknown) {
    super(`${where} needs a function, got ${got === null ? 'null' : typeof got}. Pass one, such as () => 0.`);
    this.name = 'InvalidFunctionError';
  }
}

/** Checks an argument that must be a function. @throws {InvalidFunctionError} when it is not */
export function requireFunction(where: string, candidate: unknown): void {
  if (typeof candidate !== 'function') throw new InvalidFunctionError(where, candidate);
}
