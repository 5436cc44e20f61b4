// oxlint-disable no-underscore-dangle -- the names are Node's
import { clearTimeout, now, setTimeout } from '../../core/captured-timers.js';

/** A timer, or Node's list of pending timers with the same duration: they are linked as a ring. */
interface Link {
  /** The next older timer; of the list, the newest one. */
  _idleNext: Link;
  /** The next newer timer; of the list, the oldest one. */
  _idlePrev: Link;
  /** Time at which a timer was set, on the event loop's clock. */
  _idleStart?: number;
  /** Time at which the list is due, by which Node's queue of lists is sorted. */
  expiry?: number;
}

/** Timers of the same duration, the oldest first. */
interface Ring {
  readonly duration: number;
  readonly list: Link;
  readonly timers: readonly Link[];
}

/** Shorter timers have time to fire at each look. */
const SHORTEST_MS = 101;
/** Due in a month: no look takes that long. */
const FAR_MS = 30 * 86_400_000;

/** When timers were held and the durations of these; `null` while they run. */
let held: { readonly at: number; readonly durations: readonly number[] } | null = null;

/**
 * Pauses this isolate's pending timers until {@link releaseTimers}: the time in between does not count for them. A look
 * takes longer than many timers. Otherwise each look would let timeouts expire that release objects, such as those of
 * idle connections, and more of them on slower machines.
 *
 * @param durations durations of the timers that were pending at the last look, which Node does not report; a timer of
 * such a duration that is set meanwhile does not fire before the release
 */
export function holdTimers(durations: readonly number[]): void {
  releaseTimers();
  const long = [...new Set(durations)].filter((duration) => duration >= SHORTEST_MS);
  if (long.length === 0) return;
  // The lists become due as before. Node finds then that their timers are not, and sorts the lists anew.
  for (const duration of long) withRing(duration, ({ timers }) => shift(timers, FAR_MS));
  held = { at: now(), durations: long };
}

/**
 * Resumes held timers where they were stopped. Timers that were set meanwhile are not affected. A held timer may fire
 * later, but not later than if it was set anew, because Node does not sort its queue when a list becomes due earlier.
 */
export function releaseTimers(): void {
  if (held === null) return;
  const { at, durations } = held;
  held = null;
  const passed = now() - at;
  const rings = durations.flatMap((duration) => {
    const ring = takeRing(duration);
    shift(ring.timers.filter(isHeld), passed - FAR_MS);
    return ring.timers.length === 0 ? [] : [{ duration, timers: ring.timers.toSorted(byStart) }];
  });
  // In this order they are sorted among themselves.
  for (const ring of rings.toSorted((one, other) => dueOf(one) - dueOf(other))) putBack(ring);
  // Makes Node check again when the next timer is due.
  setTimeout(() => undefined, 1);
}

/** Calls a function with the pending timers of a duration. */
function withRing<T>(duration: number, use: (ring: Ring, probe: Link) => T): T {
  // A timer with the same duration, so that Node adds it to the wanted list.
  const timeout = setTimeout(() => undefined, duration);
  const probe = timeout as unknown as Link;
  const timers: Link[] = [];
  let at = probe._idleNext;
  for (; at.expiry === undefined; at = at._idleNext) timers.push(at);
  const result = use({ duration, list: at, timers: timers.toReversed() }, probe);
  // If there is no other timer, Node removes the list with this one.
  clearTimeout(timeout);
  return result;
}

/** Removes the pending timers of a duration, and their list, from Node's queue. */
function takeRing(duration: number): Ring {
  return withRing(duration, (ring, probe) => {
    link(ring.list, [probe]);
    return ring;
  });
}

/** Adds timers of a duration to Node's queue. */
function putBack(taken: Omit<Ring, 'list'>): void {
  withRing(taken.duration, ({ list }, probe) => {
    link(list, [...taken.timers, probe]);
    list.expiry = dueOf(taken);
  });
}

/** Links a list with its timers, of which the first is the oldest. */
function link(list: Link, timers: readonly Link[]): void {
  let newer = list;
  for (const timer of timers.toReversed()) {
    newer._idleNext = timer;
    timer._idlePrev = newer;
    newer = timer;
  }
  newer._idleNext = list;
  list._idlePrev = newer;
}

function shift(timers: readonly Link[], milliseconds: number): void {
  for (const timer of timers) timer._idleStart = startOf(timer) + milliseconds;
}

function isHeld(timer: Link): boolean {
  return startOf(timer) >= FAR_MS;
}

function byStart(one: Link, other: Link): number {
  return startOf(one) - startOf(other);
}

function startOf({ _idleStart = 0 }: Link): number {
  return _idleStart;
}

/** Time at which the first of some timers is due, on the event loop's clock. */
function dueOf({ duration, timers: [oldest] }: Omit<Ring, 'list'>): number {
  return (oldest === undefined ? 0 : startOf(oldest)) + duration;
}
