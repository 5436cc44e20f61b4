import { endBriefly } from '../brief-check.js';
import { stopTimers } from '../stopped-timers.js';

const left: object[] = [];

/** As a test with fake timers does it. */
export function setup(): void {
  stopTimers();
}

/** Leaves an object behind, in one variant. */
export function iteration({ index, variant }: { index: number; variant: string }): void {
  const made = { index };
  if (variant !== 'leaks') return;
  left.push(made);
  endBriefly(index);
}
