import type { Subject } from './subject.js';

/** Shorter timers always have time to fire around a look. */
const SHORTEST_OUTLASTED_MS = 1000;

/**
 * Returns a remark if a look took longer than pending timers, which may have released objects meanwhile.
 *
 * @param durationsMs delays of the pending timers
 * @param lookMs duration of the longest look
 * @param kind where the scenario runs: only a module can be checked outside of the user's process
 */
export function outlastedTimers(
  durationsMs: readonly number[],
  lookMs: number,
  kind: Subject<unknown>['kind'],
): string[] {
  const outlasted = durationsMs.filter(
    (durationMs) => durationMs >= SHORTEST_OUTLASTED_MS && durationMs < lookMs,
  );
  if (outlasted.length === 0) return [];
  const seconds = (lookMs / 1000).toFixed(0);
  const timers = outlasted.map((durationMs) => (durationMs / 1000).toFixed(1)).join(' s, ');
  return [
    `A snapshot took ${seconds} s, longer than the delay of pending timers (${timers} s). ${ADVICE[kind]}`,
  ];
}

/** The timers of a module are paused, but for those that the snapshot before did not contain. */
const SEEN_BEFORE =
  'Timers that were not pending at the snapshot before are not paused meanwhile. Reduce the heap to take snapshots faster.';

/** What helps, by where the scenario runs. */
const ADVICE: Readonly<Record<Subject<unknown>['kind'], string>> = {
  'in-process':
    'Give the URL of a module, whose timers are paused meanwhile, or reduce the heap to take snapshots faster.',
  thread: SEEN_BEFORE,
  process: SEEN_BEFORE,
};

/**
 * Returns a remark on classes that grew until timers released their objects.
 *
 * @param before names of the classes that grew before the wait
 * @param after names of those that still grow
 */
export function releasedByTimers(
  before: readonly string[],
  after: readonly string[],
  quietMs: number,
  isWorking: boolean,
): string[] {
  const released = before.filter((name) => !after.includes(name));
  const named = [...new Set(released)].filter((name) => name !== '' && !name.startsWith('system / '));
  if (named.length === 0) return [];
  const how = isWorking ? 'while the scenario kept running' : 'while it was idle';
  const seconds = (quietMs / 1000).toFixed(1);
  return [`${named.join(', ')} grew, but timers of the scenario released it within ${seconds} s, ${how}.`];
}
