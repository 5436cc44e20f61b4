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

/** Turns anything thrown into plain data; a thrown non-error is described by its string form. */
export function toErrorRecord(thrown: unknown): ErrorRecord {
  if (!(thrown instanceof Error)) return { name: 'Error', message: `thrown: ${describe(thrown)}` };
  const { code, cause } = thrown as { code?: unknown; cause?: unknown };
  return {
    name: thrown.name,
    message: thrown.message,
    ...(thrown.stack === undefined ? {} : { stack: thrown.stack }),
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause instanceof Error ? { cause: toErrorRecord(cause) } : {}),
  };
}

/** Makes an `Error` again, with the name, code, stack and cause of the one that was sent. */
export function fromErrorRecord(record: ErrorRecord): Error {
  const error = new Error(record.message, record.cause ? { cause: fromErrorRecord(record.cause) } : {});
  const more: Record<string, unknown> = { name: record.name };
  if (record.stack !== undefined) more['stack'] = record.stack;
  if (record.code !== undefined) more['code'] = record.code;
  for (const [key, value] of Object.entries(more)) {
    Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: false });
  }
  return error;
}

function describe(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}
