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
}

/** Causes of causes beyond this many are left out: an error may be its own cause. */
const DEEPEST_CAUSE = 8;

/** Turns anything thrown into plain data; a thrown non-error is described by its string form. */
export function toErrorRecord(thrown: unknown, causes: number = DEEPEST_CAUSE): ErrorRecord {
  if (!isError(thrown)) return { name: 'Error', message: `thrown: ${describe(thrown)}` };
  const { name, message, stack, code, cause } = thrown as Record<keyof ErrorRecord, unknown>;
  return {
    name: describe(name),
    message: describe(message),
    ...(typeof stack === 'string' ? { stack } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    ...(isError(cause) && causes > 0 ? { cause: toErrorRecord(cause, causes - 1) } : {}),
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
  return error;
}

/** Those of another realm, such as a `vm` context, too. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || isNativeError(thrown);
}

function describe(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}
