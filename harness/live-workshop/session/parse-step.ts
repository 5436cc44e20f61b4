import { HeapwitnessError } from '../../core/errors.js';
import { isRecord } from '../../core/is-record.js';
import { shownValue } from '../../core/shown-value.js';
import { MOST_REQUESTS, REQUEST_KINDS, SLOT_CALLS } from './step.js';
import type { Step, StepKind } from './step.js';

type Fields = Record<string, unknown>;

const MOST = 1_000_000;

const parsers: { readonly [Kind in StepKind]: (fields: Fields) => Extract<Step, { kind: Kind }> } = {
  start: () => ({ kind: 'start' }),
  end: (fields) => ({ kind: 'end', thread: threadIn(fields) }),
  requests: (fields) => ({
    kind: 'requests',
    thread: threadIn(fields),
    count: wholeNumberIn(fields, 'count', 1, MOST_REQUESTS),
    how: oneOf(fields, 'how', REQUEST_KINDS),
  }),
  slot: (fields) => ({
    kind: 'slot',
    thread: threadIn(fields),
    slot: wholeNumberIn(fields, 'slot', 0, MOST),
    call: oneOf(fields, 'call', SLOT_CALLS),
  }),
  miss: (fields) => ({ kind: 'miss', thread: threadIn(fields) }),
  'remove-all': (fields) => ({ kind: 'remove-all', thread: threadIn(fields) }),
  collect: (fields) => ({ kind: 'collect', thread: threadIn(fields) }),
  snapshot: (fields) => ({ kind: 'snapshot', thread: threadIn(fields) }),
  guess: (fields) => ({
    kind: 'guess',
    keys: wholeNumberIn(fields, 'keys', 0, MOST),
    values: wholeNumberIn(fields, 'values', 0, MOST),
  }),
  story: (fields) => ({ kind: 'story', at: wholeNumberIn(fields, 'at', 0, MOST) }),
};

/**
 * Returns a step that came as JSON.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when it is none; the message names the field
 */
export function parseStep(input: unknown): Step {
  if (!isRecord(input)) throw wrong(`A step cannot be ${shownValue(input)}. Send an object with a kind.`);
  return parsers[oneOf(input, 'kind', Object.keys(parsers) as StepKind[])](input);
}

function threadIn(fields: Fields): string {
  const { thread } = fields;
  if (typeof thread === 'string' && thread.length <= 40) return thread;
  throw wrong(`thread cannot be ${shownValue(thread)}. Give the name of a thread, such as "pool-1".`);
}

function wholeNumberIn(fields: Fields, name: string, least: number, most: number): number {
  const value = fields[name];
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value);
  throw wrong(`${name} cannot be ${shownValue(value)}. Give a whole number from ${least} to ${most}.`);
}

function oneOf<Word extends string>(fields: Fields, name: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === fields[name]);
  if (found !== undefined) return found;
  throw wrong(`${name} cannot be ${shownValue(fields[name])}. Give one of: ${words.join(', ')}.`);
}

function wrong(message: string): HeapwitnessError {
  return new HeapwitnessError('ERR_USAGE', message);
}
