import { isNativeError } from 'node:util/types';

/**
 * An error as plain data, for a message between isolates: structured cloning drops an error's own `name` and `code`.
 */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: ErrorRecord;
  /** Present where the harness itself made the error, see {@link asOwn}; nothing that an error says makes it so. */
  readonly isOwn?: true;
}

/** Causes of causes beyond this many are left out: an error may be its own cause. */
const DEEPEST_CAUSE = 8;
/** In UTF-16 code units. */
const LONGEST_TEXT = 10_000;
/** What is said of a cut is no longer. */
const LONGEST_NOTE = 100;

/** Errors that the harness made, where other people's code throws as well. */
const own = new WeakSet<object>();

/** Marks an error as the harness's own, and returns it. Its record is marked, too, and the error made of that. */
export function asOwn<E extends Error>(error: E): E {
  own.add(error);
  return error;
}

/** Whether an error has been marked. */
export function isOwn(error: unknown): boolean {
  return typeof error === 'object' && error !== null && own.has(error);
}

/** Turns anything thrown into plain data; a thrown non-error is described by its string form. Long text is cut. */
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

/** Makes an `Error` again, with the name, code, stack and cause of the one that was sent. */
export function fromErrorRecord(record: ErrorRecord): Error {
  const error = new Error(record.message, record.cause ? { cause: fromErrorRecord(record.cause) } : {});
  const more: Record<string, unknown> = { name: record.name };
  // What was thrown has no other place than where it was thrown; that of this call would mislead.
  more['stack'] = record.stack ?? `${record.name}: ${record.message}`;
  if (record.code !== undefined) more['code'] = record.code;
  for (const [key, value] of Object.entries(more)) {
    Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: false });
  }
  return record.isOwn === true ? asOwn(error) : error;
}

/** Text of an error with a length that can be sent and read; says where more was cut off. */
export function cutText(text: string): string {
  // What has been cut stays as it is.
  if (text.length <= LONGEST_TEXT + LONGEST_NOTE) return text;
  return `${text.slice(0, LONGEST_TEXT)}… (cut here: ${text.length} characters in all)`;
}

/** The calls come after the message, however long that is. */
function cutStack(stack: string, message: string): string {
  const at = message.length > LONGEST_TEXT ? stack.indexOf(message) : -1;
  if (at < 0) return cutText(stack);
  return cutText(stack.slice(0, at)) + cutText(message) + cutText(stack.slice(at + message.length));
}

/** Those of another realm, such as a `vm` context, too. */
function isError(thrown: unknown): thrown is Error {
  try {
    return thrown instanceof Error || isNativeError(thrown);
  } catch {
    return false;
  }
}

/** A property, which may be a getter that throws. */
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
