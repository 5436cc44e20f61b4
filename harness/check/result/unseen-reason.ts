import type { UnseenIsolate } from '../../isolates/agent/index.js';
import type { InconclusiveReason } from './verdict.js';

/** More are counted, not named. */
const MOST_NAMES = 5;

/**
 * The reason for no verdict on a scenario whose other threads and processes are alive: any of them may retain leaked
 * objects.
 */
export function unseenReason(isolates: readonly UnseenIsolate[]): InconclusiveReason {
  const names = isolates.slice(0, MOST_NAMES).map(({ name, why }) => `${name}: ${why}`);
  if (isolates.length > MOST_NAMES) names.push(`${isolates.length - MOST_NAMES} more`);
  const message =
    `Threads or processes that the scenario started are still running after the last iteration, and were not checked: ${names.join('; ')}. ` +
    'Each has its own heap. End each one in the iteration that starts it, check the code that it runs in a separate ' +
    'scenario, or leave it out with a reason: --ignore-isolates "<part of its name>: <reason>".';
  return { code: 'unseen-isolate', message };
}
