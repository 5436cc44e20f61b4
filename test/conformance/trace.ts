import { BadDataError } from './conformance-error.js';

/** Which keys a recording uses and what else it calls. */
export type TraceMode = 'plain' | 'inheritable' | 'internals';

/** One operation: its letter, then its integers (null only as a value to set). */
export type Operation = readonly [string, ...Array<number | null>];

/** Outcome of one operation as recorded: result, length, size, threshold, and the slots that changed. */
export type RecordedState = readonly [
  result: number | null,
  length: number,
  size: number,
  threshold: number,
  delta: ReadonlyArray<number | null>,
];

/** One recording of what the JDK's map did, as a line of a `.jsonl` file holds it. */
export interface Trace {
  readonly id: string;
  readonly mode: TraceMode;
  readonly hashBase: number;
  readonly hashes: readonly number[];
  readonly ops: readonly Operation[];
  readonly states: readonly RecordedState[];
  readonly fnv?: readonly number[];
}

/** What follows each operation's letter: k = a key, i = an integer, v = an integer or null. */
const operands: Readonly<Record<string, string>> = {
  n: 'kii',
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
  X: 'i',
  C: 'ii',
};

const modes: ReadonlySet<unknown> = new Set<TraceMode>(['plain', 'inheritable', 'internals']);

/**
 * Reads one line of a recording.
 *
 * @throws {BadDataError} when it is not a trace; the message begins with `where` and says what is wrong
 */
export function parseTrace(line: string, where: string): Trace {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    throw new BadDataError(
      `${where}: not valid JSON (${(error as Error).message}). Each line must hold one trace.`,
    );
  }
  if (typeof parsed !== 'object' || parsed === null) {
    throw new BadDataError(`${where}: a trace must be a JSON object, got ${line.slice(0, 40)}`);
  }
  checkTrace(parsed as Readonly<Record<string, unknown>>, where);
  return parsed as Trace;
}

function checkTrace(trace: Readonly<Record<string, unknown>>, where: string): void {
  const { id, mode, hashBase, hashes, ops, states, fnv } = trace;
  if (typeof id !== 'string') throw new BadDataError(`${where}: the trace has no "id" string.`);
  const at = `${where}, trace ${id}`;
  if (!modes.has(mode)) {
    throw new BadDataError(
      `${at}: "mode" must be plain, inheritable or internals, got ${JSON.stringify(mode)}.`,
    );
  }
  if (!isInteger(hashBase)) throw new BadDataError(`${at}: "hashBase" must be an integer.`);
  if (!isArrayOf(hashes, isInteger)) throw new BadDataError(`${at}: "hashes" must be a list of integers.`);
  if (!Array.isArray(ops) || !Array.isArray(states)) {
    throw new BadDataError(`${at}: "ops" and "states" must be lists.`);
  }
  if (ops.length !== states.length || (Array.isArray(fnv) && fnv.length !== ops.length)) {
    throw new BadDataError(`${at}: "ops", "states" and "fnv" must have one element for each operation.`);
  }
  if (fnv !== undefined && !isArrayOf(fnv, isInteger))
    throw new BadDataError(`${at}: "fnv" must be a list of integers.`);
  checkOperations(ops, hashes, at);
  states.forEach((state: unknown, index) => {
    if (!isState(state)) {
      throw new BadDataError(
        `${at}, operation ${index}: a state must be [result, length, size, threshold, [slot, key, value, …]], ` +
          `got ${JSON.stringify(state)}.`,
      );
    }
  });
}

/** Each operation is known and well formed, keys come in order, and none is used once it was collected. */
function checkOperations(ops: readonly unknown[], hashes: readonly number[], at: string): void {
  const collected = new Set<unknown>();
  let keys = 0;
  ops.forEach((operation, index) => {
    const problem = problemOf(operation, keys, collected);
    if (problem !== undefined) {
      throw new BadDataError(`${at}, operation ${index} ${JSON.stringify(operation)}: ${problem}.`);
    }
    const [name, key] = operation as Operation;
    if (name === 'n') keys += 1;
    if (name === 'c') collected.add(key);
  });
  if (hashes.length !== keys) {
    throw new BadDataError(`${at}: "hashes" has ${hashes.length} elements, but ${keys} keys are created.`);
  }
}

function problemOf(operation: unknown, keys: number, collected: ReadonlySet<unknown>): string | undefined {
  if (!Array.isArray(operation) || typeof operation[0] !== 'string')
    return 'not a list that begins with a letter';
  const name: string = operation[0];
  const shape = Object.hasOwn(operands, name) ? operands[name] : undefined;
  if (shape === undefined) return `unknown operation, expected one of ${Object.keys(operands).join(' ')}`;
  const rest: readonly unknown[] = operation.slice(1);
  if (rest.length !== shape.length) return `expected ${shape.length} operands, got ${rest.length}`;
  for (const [position, operand] of rest.entries()) {
    if (!isInteger(operand) && !(shape[position] === 'v' && operand === null))
      return 'its operands must be integers';
  }
  if (name === 'n')
    return rest[0] === keys ? undefined : `keys are numbered in order of creation, expected ${keys}`;
  if (shape.startsWith('k')) {
    const key = rest[0] as number;
    if (key < 0 || key >= keys) return `there is no key ${key} yet`;
    if (collected.has(key)) return `key ${key} was collected before`;
  }
  if (name === 'X' && (rest[0] as number) < 0) return 'a list position must not be negative';
  if (name === 'C' && ((rest[0] as number) < 0 || (rest[1] as number) < 0)) {
    return 'a list position and a control number must not be negative';
  }
  return undefined;
}

function isState(state: unknown): boolean {
  if (!Array.isArray(state) || state.length !== 5) return false;
  const [result, length, size, threshold, delta] = state as readonly unknown[];
  return (
    isIntegerOrNull(result) &&
    isInteger(length) &&
    length >= 0 &&
    isInteger(size) &&
    isInteger(threshold) &&
    isArrayOf(delta, isIntegerOrNull) &&
    delta.length % 3 === 0 &&
    delta.every((part, position) => position % 3 === 2 || isInteger(part)) &&
    delta.every((part, position) => position % 3 !== 0 || (part !== null && part >= 0 && part < length))
  );
}

function isInteger(candidate: unknown): candidate is number {
  return Number.isInteger(candidate);
}

function isIntegerOrNull(candidate: unknown): candidate is number | null {
  return candidate === null || isInteger(candidate);
}

function isArrayOf<T>(candidate: unknown, isElement: (element: unknown) => element is T): candidate is T[] {
  return Array.isArray(candidate) && candidate.every(isElement);
}
