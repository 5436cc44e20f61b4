// oxlint-disable no-underscore-dangle -- the names are Node's
import { clearTimeout, now, setTimeout } from '../../core/captured-timers.js';

/** Node's list of pending timers with the same duration, or a timer in it: they are linked as a ring. */
interface Link {
  _idleNext?: Link | null;
  /** Time at which a timer was set, on the event loop's clock. */
  _idleStart?: number;
  /** Time at which the first timer of the list is due. */
  expiry?: number;
}

/** Shorter timers have time to fire at each look. */
const SHORTEST_MS = 101;
/** Due in a month: no look takes that long. */
const FAR_MS = 30 * 86_400_000;
const MOST_LINKS = 100_000;

/** When timers were held and the durations of these; `null` while they run. */
let held: { readonly at: number; readonly durations: readonly number[] } | null = null;

/**
 * Pauses this isolate's pending timers until {@link releaseTimers}: the time in between does not count for them. A look
 * takes longer than many timers. Otherwise each look would let timeouts expire that release objects, such as those of
 * idle connections, and more of them on slower machines.
 *
 * @param durations durations of the timers that were pending at the last look, which Node does not report
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
  // Makes Node check again when the next timer is due.
  setTimeout(() => undefined, 1);
}

function shift(duration: number, milliseconds: number): void {
  // A timer with the same duration, so that Node adds it to the wanted list.
  const probe = setTimeout(() => undefined, duration);
  const ring: Link[] = [];
  const first = probe as unknown as Link;
  for (let at = first._idleNext; at && at !== first && ring.length < MOST_LINKS; at = at._idleNext)
    ring.push(at);
  // If there is no other timer, the list belongs to the probe alone and is removed with it.
  if (ring.length > 1)
    for (const link of ring) {
      if (typeof link._idleStart === 'number') link._idleStart += milliseconds;
      if (typeof link.expiry === 'number') link.expiry += milliseconds;
    }
  clearTimeout(probe);
}
