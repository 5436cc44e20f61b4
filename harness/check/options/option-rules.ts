import { LONGEST_TIMEOUT_MS } from '../../core/captured-timers.js';
import { isRecord } from '../../core/is-record.js';
import { HeapwitnessError } from '../../core/errors.js';
import { nearMatches } from '../../core/near-matches.js';
import { shownValue } from '../../core/shown-value.js';
import type { CheckOptions } from './check-options.js';
import type { ScenarioOptions } from '../scenario.js';

/** Checks the value of an option. Returns `null` if it is valid, and otherwise what to give instead. */
type Rule = (value: unknown) => string | null;

const RAREST_LEAK = 100_000;
const MOST_HOLDERS = 50;
const BACKENDS: readonly unknown[] = ['node:v8', 'heapdump', 'v8-profiler-next'];
/** All resource limits that Node supports. */
const LIMITS: readonly string[] = [
  'maxOldGenerationSizeMb',
  'maxYoungGenerationSizeMb',
  'codeRangeSizeMb',
  'stackSizeMb',
];

/** Every option of a check, with its rule. */
const RULES: Readonly<Record<keyof CheckOptions, Rule>> = {
  variant: rule('Give a string.', (value) => typeof value === 'string'),
  sensitivity: whole(1, RAREST_LEAK),
  iterations: whole(1),
  cycles: whole(2),
  warmupIterations: whole(0),
  timeoutMs: rule(
    `Give a number of milliseconds above 0 and up to ${LONGEST_TIMEOUT_MS}.`,
    (value) => isPositive(value) && Number(value) <= LONGEST_TIMEOUT_MS,
  ),
  signal: rule('Give an AbortSignal.', (value) => isRecord(value) && 'aborted' in value),
  allowGrowth: rule('Give an array of strings.', isTexts),
  ignore: ruleOfIgnore,
  ignoreIsolates: ruleOfIgnoreIsolates,
  knownLeaks: rule('Give an array.', Array.isArray),
  backend: rule(`Use one of: ${BACKENDS.join(', ')}.`, (value) => BACKENDS.includes(value)),
  worker: rule("Use 'thread' or 'process'.", (value) => value === 'thread' || value === 'process'),
  execArgv: rule('Give an array of strings.', isTexts),
  resourceLimits: ruleOfLimits,
  allocations: rule('Use true or false.', (value) => typeof value === 'boolean'),
  inspectors: rule('Give an array.', Array.isArray),
  holders: whole(0, MOST_HOLDERS),
  onProgress: rule('Give a function.', (value) => typeof value === 'function'),
};

/** The options that a scenario may set itself; only the caller may set the others. */
const SCENARIOS_OWN: readonly string[] = Object.keys({
  sensitivity: true,
  iterations: true,
  cycles: true,
  warmupIterations: true,
  timeoutMs: true,
  allowGrowth: true,
} satisfies Record<keyof ScenarioOptions, true>);

/**
 * Rejects unknown options, and options with invalid values.
 *
 * @throws {HeapwitnessError} `ERR_USAGE`, naming the option, the value got, and what to give
 */
export function requireOptions(options: unknown): asserts options is CheckOptions {
  if (!isRecord(options)) throw usage('options', options, 'Give an object.');
  const names = Object.keys(RULES);
  for (const [name, value] of Object.entries(options)) {
    if (!names.includes(name)) throw unknown(name, names);
    requireValue(name, value);
  }
  const { backend, worker } = options as CheckOptions;
  if (backend !== undefined && backend !== 'node:v8' && worker !== 'process') {
    throw usage(
      'backend',
      backend,
      "A worker thread can only be captured with node:v8. Use that, or set worker: 'process'.",
    );
  }
}

/**
 * Rejects unknown and invalid options of a scenario, and those that only the caller may set.
 *
 * @throws {HeapwitnessError} `ERR_USAGE`, as {@link requireOptions}
 */
export function requireScenarioOptions(options: unknown): asserts options is ScenarioOptions {
  if (!isRecord(options)) throw usage('options', options, 'Give an object.');
  for (const [name, value] of Object.entries(options)) {
    if (SCENARIOS_OWN.includes(name)) requireValue(name, value);
    else if (Object.hasOwn(RULES, name))
      throw usage(
        name,
        value,
        `A scenario can only set: ${SCENARIOS_OWN.join(', ')}. Pass ${name} to the check.`,
      );
    else throw unknown(name, SCENARIOS_OWN);
  }
}

/** Returns the error for an invalid value of an option. */
export function usage(option: string, value: unknown, advice: string): HeapwitnessError {
  return new HeapwitnessError('ERR_USAGE', `${option} cannot be ${shownValue(value)}. ${advice}`);
}

function requireValue(name: string, value: unknown): void {
  const advice = value === undefined ? null : RULES[name as keyof CheckOptions](value);
  if (advice !== null) throw usage(name, value, advice);
}

function unknown(name: string, names: readonly string[]): HeapwitnessError {
  const [near] = nearMatches(name, names, 1);
  const advice = near === undefined ? `Valid options: ${names.join(', ')}.` : `Did you mean ${near}?`;
  return new HeapwitnessError('ERR_USAGE', `Unknown option ${shownValue(name)}. ${advice}`);
}

function rule(advice: string, isRight: (value: unknown) => boolean): Rule {
  return (value) => (isRight(value) ? null : advice);
}

function whole(least: number, most = Number.MAX_SAFE_INTEGER): Rule {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  return rule(
    `Use a whole number ${range}.`,
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  );
}

function ruleOfIgnore(value: unknown): string | null {
  if (!Array.isArray(value)) return 'Give an array.';
  for (const entry of value) {
    if (!isRecord(entry)) return 'Each entry must be an object.';
    const { className, fingerprint, reason, ...others } = entry;
    const [other] = Object.keys(others);
    if (other !== undefined) return unknownKey(other, ['className', 'fingerprint', 'reason']);
    if (className !== undefined && fingerprint !== undefined)
      return 'Each entry must have either a className or a fingerprint, not both.';
    const what = className ?? fingerprint;
    if (typeof what !== 'string' || what === '') return 'Each entry must have a className or a fingerprint.';
    if (typeof reason !== 'string' || reason.trim() === '') return 'Each entry must have a reason.';
  }
  return null;
}

function ruleOfIgnoreIsolates(value: unknown): string | null {
  if (!Array.isArray(value)) return 'Give an array.';
  for (const entry of value) {
    if (!isRecord(entry)) return 'Each entry must be an object.';
    const { pattern, reason, ...others } = entry;
    const [other] = Object.keys(others);
    if (other !== undefined) return unknownKey(other, ['pattern', 'reason']);
    if (typeof pattern !== 'string' || pattern.replaceAll('*', '').trim() === '')
      return 'Each entry must have a pattern with more than asterisks, such as "sleep*".';
    if (typeof reason !== 'string' || reason.trim() === '') return 'Each entry must have a reason.';
  }
  return null;
}

function ruleOfLimits(value: unknown): string | null {
  const advice = `Give an object of numbers above 0, in MB: ${LIMITS.join(', ')}.`;
  if (!isRecord(value)) return advice;
  const isLimit = ([name, limit]: [string, unknown]): boolean =>
    LIMITS.includes(name) && (limit === undefined || isPositive(limit));
  return Object.entries(value).every(isLimit) ? null : advice;
}

function unknownKey(key: string, keys: readonly string[]): string {
  return `An entry can only have ${keys.join(', ')}, not ${shownValue(key)}.`;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}
