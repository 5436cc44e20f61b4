/**
 * Returns the options that a scenario's module exports, as plain data.
 *
 * @param complain creates the error for options that are not plain data
 * @throws the error that `complain` creates, which names the option
 */
export function plainOptions(options: unknown, complain: (why: string) => Error): unknown {
  if (options === undefined || options === null) return null;
  if (typeof options !== 'object' || Array.isArray(options)) return plain('options', () => options, complain);
  return Object.fromEntries(
    Object.keys(options).map((name) => [
      name,
      plain(`option ${name}`, () => (options as Record<string, unknown>)[name], complain),
    ]),
  );
}

function plain(what: string, read: () => unknown, complain: (why: string) => Error): unknown {
  const wrong = (why: string): Error =>
    complain(`its ${what} ${why}. Give plain data: numbers, strings, arrays of strings`);
  let value: unknown;
  let text: string | undefined;
  try {
    value = read();
    text = JSON.stringify(value);
  } catch (error) {
    throw wrong(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (value === undefined) return undefined;
  if (text === undefined) throw wrong(`is a ${typeof value}`);
  if (typeof value === 'number' && !Number.isFinite(value)) throw wrong(`is ${value}`);
  return JSON.parse(text) as unknown;
}
