import type { HeldGroup } from './heap-history.js';
import type { Subject } from './subject.js';
import { longestSweep, type TimerWaitOptions } from './timer-wait.js';

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
 * @param before what grew before the wait
 * @param after what still grows
 */
export function releasedByTimers(
  before: readonly Pick<HeldGroup, 'className'>[],
  after: readonly Pick<HeldGroup, 'className'>[],
  quietMs: number,
  isWorking: boolean,
): string[] {
  const growing = new Set(after.map(({ className }) => className));
  const released = before.map(({ className }) => className).filter((name) => !growing.has(name));
  const named = [...new Set(released)].filter((name) => name !== '' && !name.startsWith('system / '));
  if (named.length === 0) return [];
  const how = isWorking ? 'while the scenario kept running' : 'while it was idle';
  const seconds = (quietMs / 1000).toFixed(1);
  return [`${named.join(', ')} grew, but timers of the scenario released it within ${seconds} s, ${how}.`];
}

/**
 * Returns a remark on timers that sweep or rotate regularly, reach what grows, and did not release it while the check
 * waited for them.
 *
 * @param growing what is reported
 * @param quietMs time that the check waited for timers
 */
export function sweptTooLate(
  growing: readonly Pick<HeldGroup, 'className' | 'timers'>[],
  pace: Pick<TimerWaitOptions, 'iterations' | 'oneIn'>,
  quietMs: number,
): string[] {
  const swept = growing
    .map((group) => ({ name: group.className, durationMs: longestSweep(group.timers(), pace) }))
    .filter(({ durationMs }) => durationMs > 0);
  if (swept.length === 0) return [];
  const names = [...new Set(swept.map(({ name }) => name))].join(', ');
  const seconds = [...new Set(swept.map(({ durationMs }) => (durationMs / 1000).toFixed(1)))].join(' s, ');
  return [
    `A timer (${seconds} s) reaches what retains ${names}, and did not release it within ${(quietMs / 1000).toFixed(1)} s. What it releases later is reported as a leak.`,
  ];
}
