// oxlint-disable no-underscore-dangle -- the names are Node's
import { clearTimeout, now, setTimeout } from '../../core/captured-timers.js';

/** A list of Node's pending timers of one duration, or a timer in it: their links make a ring. */
interface Link {
  _idleNext?: Link | null;
  /** Of a timer: when it was set, on the event loop's clock. */
  _idleStart?: number;
  /** Of the list: when its first timer is due. */
  expiry?: number;
}

/** Shorter timers have their time at each look. */
const SHORTEST_MS = 101;
/** Due in a month: no look takes as long. */
const FAR_MS = 30 * 86_400_000;
const MOST_LINKS = 100_000;

/** When timers were held, and those of which durations; `null` while they run. */
let held: { readonly at: number; readonly durations: readonly number[] } | null = null;

/**
 * Holds this isolate's pending timers until {@link releaseTimers}: the time in between does not count for them. A look
 * takes longer than many timers; what is released by the time limit of an idle connection would be released by each
 * look, the more of it the slower the machine.
 *
 * @param durations of the timers that were pending at the last look: Node does not tell them
 */
export function holdTimers(durations: readonly number[]): void {
  releaseTimers();
  const long = durations.filter((duration) => duration >= SHORTEST_MS);
  if (long.length === 0) return;
  for (const duration of long) shift(duration, FAR_MS);
  held = { at: now(), durations: long };
}

/** Resumes held timers where they were stopped. */
export function releaseTimers(): void {
  if (held === null) return;
  const { at, durations } = held;
  held = null;
  const passed = now() - at;
  for (const duration of durations) shift(duration, passed - FAR_MS);
  // Node looks again at when the next one is due.
  setTimeout(() => undefined, 1);
}

function shift(duration: number, milliseconds: number): void {
  // Of the same duration, so Node puts it into the list that is looked for.
  const probe = setTimeout(() => undefined, duration);
  const ring: Link[] = [];
  const first = probe as unknown as Link;
  for (let at = first._idleNext; at && at !== first && ring.length < MOST_LINKS; at = at._idleNext)
    ring.push(at);
  // Where there is no other timer, the list is the probe's own, and goes with it.
  if (ring.length > 1)
    for (const link of ring) {
      if (typeof link._idleStart === 'number') link._idleStart += milliseconds;
      if (typeof link.expiry === 'number') link.expiry += milliseconds;
    }
  clearTimeout(probe);
}
