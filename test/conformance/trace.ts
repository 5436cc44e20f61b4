import { FIRST_LENGTH } from '../../harness/workshop/thread-local/internals.js';
import { BadDataError } from './conformance-error.js';

/** Which keys a recording uses and what else it calls. */
export type TraceMode = 'plain' | 'inheritable' | 'internals';

/** What follows each operation's letter: k = a key, b = bits of a kind, p = an integer from 0, v = one or null. */
const operandKinds = {
  n: 'kbp',
  s: 'kv',
  g: 'k',
  r: 'k',
  c: 'k',
  x: '',
  f: '',
  E: '',
  R: '',
  Z: '',
  G: 'k',
  X: 'p',
  C: 'pp',
} as const;

/** The letter of an operation; `player.ts` says what each does. */
export type OperationName = keyof typeof operandKinds;

const ALL_KIND_BITS = 3;
/** Over a million slots; the longest table that was recorded has 2,048. */
const LONGEST_TABLE = 2 ** 20;
const SHOWN_ELEMENTS = 8;
const SHOWN_CHARACTERS = 80;

/** One operation of a recording. */
export interface Operation {
  readonly name: OperationName;
  /** As many as the operation has; the value to set is `value` instead. */
  readonly operands: readonly number[];
  readonly value: number | null;
  /** The operation as it stands in the recording. */
  readonly text: string;
}

/** A slot that differs from the state before. */
export interface SlotChange {
  readonly slot: number;
  /** A key's number, −1 for a stale entry, −2 for a slot now empty. */
  readonly key: number;
  readonly value: number | null;
}

/** Outcome of one operation as recorded. */
export interface RecordedState {
  readonly result: number | null;
  readonly length: number;
  readonly size: number;
  readonly threshold: number;
  readonly changes: readonly SlotChange[];
}

/** One recording of what the JDK's map did: a line of a `.jsonl` file. */
export interface Trace {
  readonly id: string;
  readonly mode: TraceMode;
  readonly hashBase: number;
  readonly hashes: readonly number[];
  readonly ops: readonly Operation[];
  readonly states: readonly RecordedState[];
  /** Checksums of the states; a recording may have none. */
  readonly fnv: readonly number[] | undefined;
}

/**
 * Reads one line of a recording.
 *
 * @throws {BadDataError} when it is not a trace; the message begins with `where` and says what is wrong
 */
export function parseTrace(line: string, where: string): Trace {
  const parsed = parseJson(line, where);
  if (!isRecord(parsed))
    throw new BadDataError(`${where}: a trace must be a JSON object, got ${shown(parsed)}.`);
  const { id, mode } = parsed;
  if (typeof id !== 'string' || !/^[\w.-]{1,100}$/.test(id)) {
    throw new BadDataError(
      `${where}: "id" must be up to 100 letters, digits, dots, hyphens or underscores, got ${shown(id)}.`,
    );
  }
  const at = `${where}, trace ${id}`;
  if (mode !== 'plain' && mode !== 'inheritable' && mode !== 'internals') {
    throw new BadDataError(`${at}: "mode" must be plain, inheritable or internals, got ${shown(mode)}.`);
  }
  const ops = parseOperations(parsed['ops'], at);
  const states = list(parsed['states'], `${at}, "states"`).map((state, index) =>
    parseState(state, `${at}, state ${index}`),
  );
  const hashes = list(parsed['hashes'], `${at}, "hashes"`).map((hash) => int32(hash, `${at}, "hashes"`));
  const fnv = parsed['fnv'] === undefined ? undefined : checksums(parsed['fnv'], `${at}, "fnv"`);
  checkCount('states', states.length, ops.length, at);
  checkCount('fnv', fnv?.length ?? ops.length, ops.length, at);
  checkCount('hashes', hashes.length, ops.filter(({ name }) => name === 'n').length, at);
  return { id, mode, hashBase: int32(parsed['hashBase'], `${at}, "hashBase"`), hashes, ops, states, fnv };
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BadDataError(`${where}: not valid JSON (${String(error)}). Each line must hold one trace.`);
  }
}

/** Keys must come in order, and none may be used after it was collected. */
function parseOperations(ops: unknown, at: string): Operation[] {
  const collected = new Set<number>();
  let keys = 0;
  return list(ops, `${at}, "ops"`).map((operation, index) => {
    const parsed = parseOperation(operation, `${at}, operation ${index} ${shown(operation)}`);
    const [key = 0] = parsed.operands;
    if (parsed.name === 'n') {
      if (key !== keys)
        throw new BadDataError(`${at}, operation ${index}: key ${keys} comes next, got ${parsed.text}.`);
      keys += 1;
    } else if (operandKinds[parsed.name].startsWith('k')) {
      if (key >= keys)
        throw new BadDataError(`${at}, operation ${index} ${parsed.text}: there is no key ${key} yet.`);
      if (collected.has(key))
        throw new BadDataError(`${at}, operation ${index} ${parsed.text}: key ${key} was collected.`);
      if (parsed.name === 'c') collected.add(key);
    }
    return parsed;
  });
}

function parseOperation(operation: unknown, at: string): Operation {
  const [name, ...rest] = list(operation, at);
  if (typeof name !== 'string' || !isOperationName(name)) {
    throw new BadDataError(
      `${at}: unknown operation, expected one of ${Object.keys(operandKinds).join(' ')}.`,
    );
  }
  const kinds = operandKinds[name];
  checkCount('operands', rest.length, kinds.length, at);
  const operands: number[] = [];
  let value: number | null = null;
  for (const [position, operand] of rest.entries()) {
    if (kinds[position] === 'v') {
      value = integerOrNull(operand, at);
    } else {
      const number = int32(operand, at);
      if (number < 0) throw new BadDataError(`${at}: ${number} must not be negative.`);
      if (number > ALL_KIND_BITS && kinds[position] === 'b') {
        throw new BadDataError(`${at}: a key's kind is from 0 to ${ALL_KIND_BITS}, got ${number}.`);
      }
      operands.push(number);
    }
  }
  return { name, operands, value, text: shown(operation) };
}

function parseState(state: unknown, at: string): RecordedState {
  const parts = list(state, at);
  checkCount('parts', parts.length, 5, at);
  const [result, length, size, threshold, delta] = parts;
  const flat = list(delta, `${at}, changes`);
  checkCount('numbers in its changes', flat.length, Math.ceil(flat.length / 3) * 3, at);
  const tableLength = parseLength(length, `${at}, length`);
  const changes: SlotChange[] = [];
  for (let from = 0; from < flat.length; from += 3) {
    const slot = integer(flat[from], `${at}, slot`);
    if (slot < 0 || slot >= tableLength) throw new BadDataError(`${at}: the table has no slot ${slot}.`);
    changes.push({
      slot,
      key: integer(flat[from + 1], `${at}, key`),
      value: integerOrNull(flat[from + 2], `${at}, value`),
    });
  }
  return {
    result: integerOrNull(result, `${at}, result`),
    length: tableLength,
    size: integer(size, `${at}, size`),
    threshold: integer(threshold, `${at}, threshold`),
    changes,
  };
}

/** A length that the JDK's tables can have, and no more than can be replayed: others would take all memory. */
function parseLength(candidate: unknown, at: string): number {
  const length = integer(candidate, at);
  if (
    length === 0 ||
    (length >= FIRST_LENGTH && length <= LONGEST_TABLE && Number.isInteger(Math.log2(length)))
  ) {
    return length;
  }
  throw new BadDataError(
    `${at}: expected 0 for no map, or a power of two from ${FIRST_LENGTH} to ${LONGEST_TABLE}, got ${length}. Record the trace again with fewer keys.`,
  );
}

function isRecord(candidate: unknown): candidate is Readonly<Record<string, unknown>> {
  return typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);
}

function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operandKinds, name);
}

function list(candidate: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(candidate)) throw new BadDataError(`${at}: expected a list, got ${shown(candidate)}.`);
  return candidate;
}

function checksums(candidate: unknown, at: string): number[] {
  return list(candidate, at).map((element) => integer(element, at));
}

/** An integer as Java has them: hash codes, numbers of keys, and counts. */
function int32(candidate: unknown, at: string): number {
  const number = integer(candidate, at);
  if (number === (number | 0)) return number;
  throw new BadDataError(`${at}: expected an integer of 32 bits, got ${number}.`);
}

function integer(candidate: unknown, at: string): number {
  if (Number.isSafeInteger(candidate)) return Number(candidate);
  throw new BadDataError(`${at}: expected an integer, got ${shown(candidate)}.`);
}

/** A parsed value as JSON, cut to a short line: a damaged recording may hold anything, of any size and depth. */
function shown(value: unknown): string {
  if (Array.isArray(value)) {
    const first = value
      .slice(0, SHOWN_ELEMENTS)
      .map((element) => (isPrimitive(element) ? shown(element) : '…'));
    return `[${[...first, ...(value.length > SHOWN_ELEMENTS ? ['…'] : [])].join(',')}]`;
  }
  if (!isPrimitive(value)) return '{…}';
  const text =
    typeof value === 'string' ? JSON.stringify(value.slice(0, SHOWN_CHARACTERS + 1)) : String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function integerOrNull(candidate: unknown, at: string): number | null {
  return candidate === null ? null : integer(candidate, at);
}

function checkCount(what: string, got: number, expected: number, at: string): void {
  if (got !== expected) throw new BadDataError(`${at}: expected ${expected} ${what}, got ${got}.`);
}
