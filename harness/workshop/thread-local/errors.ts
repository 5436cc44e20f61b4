/** Codes of the errors that the thread-local room throws on purpose. Each has one meaning for ever. */
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

/** A thread that has ended was used again: by `run`, or by code that it started and that still runs. */
export class ThreadTerminatedError extends ThreadLocalError {
  constructor(threadName: string, attempted: string) {
    super(
      'ERR_THREAD_TERMINATED',
      `Thread '${threadName}' has ended, so ${attempted} was rejected: its thread-locals are gone, and no new map ` +
        'is created for it. Await all work inside the function passed to run(), or start a new Thread.',
    );
  }
}

/** A thread was asked for something that its present state does not allow, such as a second `run`. */
export class ThreadStateError extends ThreadLocalError {
  constructor(message: string) {
    super('ERR_THREAD_STATE', message);
  }
}

/** The operation has no meaning for this class (Java's UnsupportedOperationException). */
export class UnsupportedOperationError extends ThreadLocalError {
  constructor(message: string) {
    super('ERR_UNSUPPORTED_OPERATION', message);
  }
}

/** The value of a binding was read after the binding had been disposed of. */
export class BindingDisposedError extends ThreadLocalError {
  constructor() {
    super(
      'ERR_BINDING_DISPOSED',
      'This binding is disposed, and its value is released: read it before the end of the using block.',
    );
  }
}

/** Something that must be a function is not one (where Java throws NullPointerException). */
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
