import { isNativeError } from 'node:util/types';
import { isRecord } from './is-record.js';

/**
 * An error as plain data, for a message between isolates: structured cloning drops an error's own `name` and `code`.
 */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: ErrorRecord;
  /** True if the harness itself created the error, see {@link asOwn}; no property of an error can set it. */
  readonly isOwn?: true;
}

/** Maximum depth of causes: an error may be its own cause. */
const DEEPEST_CAUSE = 8;
/** Maximum length of a text in UTF-16 code units. */
const LONGEST_TEXT = 10_000;
/** Maximum length of the note that a text was cut. */
const LONGEST_NOTE = 100;

/** Errors created by the harness, in code that can also throw errors of users. */
const own = new WeakSet<object>();

/**
 * Marks an error as the harness's own and returns it. Its record, and the error created from the record, are marked
 * too.
 */
export function asOwn<E extends Error>(error: E): E {
  own.add(error);
  return error;
}

/** Whether an error is marked as the harness's own. */
export function isOwn(error: unknown): boolean {
  return typeof error === 'object' && error !== null && own.has(error);
}

/**
 * Converts anything thrown to plain data; a value that is not an error is described by its string form. Long text is
 * cut.
 */
export function toErrorRecord(thrown: unknown, causes: number = DEEPEST_CAUSE): ErrorRecord {
  if (!isError(thrown)) return { name: 'Error', message: cutText(`thrown: ${describe(thrown)}`) };
  const [name, message] = [
    describe(read(thrown, 'name') ?? 'Error'),
    describe(read(thrown, 'message') ?? ''),
  ];
  const [stack, code, cause] = [read(thrown, 'stack'), read(thrown, 'code'), read(thrown, 'cause')];
  return {
    name: cutText(name),
    message: cutText(message),
    ...(typeof stack === 'string' ? { stack: cutStack(stack, message) } : {}),
    ...(typeof code === 'string' ? { code: cutText(code) } : {}),
    ...(isError(cause) && causes > 0 ? { cause: toErrorRecord(cause, causes - 1) } : {}),
    ...(isOwn(thrown) ? { isOwn: true } : {}),
  };
}

/** Whether a value has the form of an error record, with no more causes than the harness sends. */
export function isErrorRecord(value: unknown, causes: number = DEEPEST_CAUSE): value is ErrorRecord {
  if (!isRecord(value)) return false;
  const { name, message, stack = '', code = '', cause } = value;
  const areTexts = [name, message, stack, code].every((one) => typeof one === 'string');
  return areTexts && (cause === undefined || (causes > 0 && isErrorRecord(cause, causes - 1)));
}

/** Recreates an `Error` with the name, code, stack and cause of the one that was sent. */
export function fromErrorRecord(record: ErrorRecord): Error {
  const error = new Error(record.message, record.cause ? { cause: fromErrorRecord(record.cause) } : {});
  const more: Record<string, unknown> = { name: record.name };
  // The error keeps the place where it was thrown; the stack of this call would be misleading.
  more['stack'] = record.stack ?? `${record.name}: ${record.message}`;
  if (record.code !== undefined) more['code'] = record.code;
  for (const [key, value] of Object.entries(more)) {
    Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: false });
  }
  return record.isOwn === true ? asOwn(error) : error;
}

/** Cuts a text of an error to a length that can be sent and read, and notes that it was cut. */
export function cutText(text: string): string {
  // Text that was cut before stays as it is.
  if (text.length <= LONGEST_TEXT + LONGEST_NOTE) return text;
  return `${text.slice(0, LONGEST_TEXT)}… (cut here: ${text.length} characters in all)`;
}

/** Cuts a stack so that the calls remain after the message, however long that is. */
function cutStack(stack: string, message: string): string {
  const at = message.length > LONGEST_TEXT ? stack.indexOf(message) : -1;
  if (at < 0) return cutText(stack);
  return cutText(stack.slice(0, at)) + cutText(message) + cutText(stack.slice(at + message.length));
}

/** Whether a value is an error, including errors of another realm such as a `vm` context. */
function isError(thrown: unknown): thrown is Error {
  try {
    return thrown instanceof Error || isNativeError(thrown);
  } catch {
    return false;
  }
}

/** Reads a property, which may be a getter that throws. */
function read(thrown: Error, key: string): unknown {
  try {
    return (thrown as unknown as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function describe(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}
