import { firstImpression, judgeGrowth } from './growth-rule.js';
import type { SurvivorHistory, Stretches } from '../run/survivor-history.js';
import type { CheckRun } from '../run/run-outcome.js';
import type { ControlOutcome, Controls } from '../result/verdict.js';

/**
 * Judges the controls of a run: the planted leak by the same rule as the scenario's own objects, the held object and
 * the dropped ones at every look.
 */
export function judgeControls({ history, isPlantedSeen: isSeen }: CheckRun): Controls {
  const planted = plantedOutcome(history, isSeen);
  const held = heldOutcome(history.looks.map((look) => look.held));
  const dropped = droppedOutcome(history.looks.map((look) => look.dropped));
  return { planted, held, dropped, passed: planted.passed && held.passed && dropped.passed };
}

/** Whether the planted leak is detected as growing, at the current stage of a run. */
export function isPlantedSeen(
  history: SurvivorHistory<unknown>,
  stretches: Stretches,
  oneIn: number,
): boolean {
  const { planted } = history.heap.controls();
  if (judgeGrowth(history.stretches(planted, stretches), oneIn) === 'grows') return true;
  return stretches.last === 0 && firstImpression(history.cohorts(planted), oneIn) === 'may grow';
}

function plantedOutcome(history: CheckRun['history'], isSeen: boolean): ControlOutcome {
  const expected = history.planted();
  const { planted } = history.heap.controls();
  const found = expected.map((_, cycle) => planted[cycle] ?? 0);
  const isExact = expected.every((count, cycle) => count === found[cycle]);
  return {
    passed: isExact && isSeen,
    seen: `planted ${expected.join(' + ')} by cycle, found ${found.join(' + ')}: ${isSeen ? 'detected as growing' : 'not detected as growing'}`,
  };
}

function heldOutcome(counts: readonly number[]): ControlOutcome {
  const missing = counts.filter((count) => count !== 1).length;
  const seen =
    missing === 0
      ? `the held object was alive in all ${counts.length} snapshots`
      : `the held object was missing in ${missing} of ${counts.length} snapshots`;
  return { passed: missing === 0, seen };
}

function droppedOutcome(counts: readonly number[]): ControlOutcome {
  const alive = counts.filter((count) => count > 0).length;
  const seen =
    alive === 0
      ? `the dropped objects were collected before each of the ${counts.length} snapshots`
      : `dropped objects were still alive in ${alive} of ${counts.length} snapshots (at most ${Math.max(...counts)})`;
  return { passed: alive === 0, seen };
}
