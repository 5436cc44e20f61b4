import { mayGrow } from '../analysis/growth-rule.js';
import type { CheckRun } from './run-check.js';
import type { ControlOutcome, Controls } from './verdict.js';

/**
 * Judges the controls of a run: the planted leak by the very rule that the scenario's own objects are judged by, the
 * held object and the dropped ones at every look.
 */
export function judgeControls({ ledger, stretches: { first, last } }: CheckRun): Controls {
  const planted = plantedOutcome(ledger, first, last);
  const held = heldOutcome(ledger.looks.map((look) => look.held));
  const dropped = droppedOutcome(ledger.looks.map((look) => look.dropped));
  return { planted, held, dropped, passed: planted.passed && held.passed && dropped.passed };
}

function plantedOutcome(ledger: CheckRun['ledger'], first: number, last: number): ControlOutcome {
  const { suspect, expected } = ledger.planted();
  const found = expected.map((_, cycle) => suspect?.survivors[cycle] ?? 0);
  const exact = expected.every((count, cycle) => count === found[cycle]);
  const cohorts = ledger.cycles.map(({ iterations }, at) => ({ iterations, survivors: found[at] ?? 0 }));
  const judged = last === 0 ? mayGrow(cohorts) : ledger.judge(found, first, last) === 'grows';
  return {
    passed: exact && judged,
    seen: `planted ${expected.join(' + ')} by cycle, found ${found.join(' + ')}: ${judged ? 'seen as growing' : 'not seen as growing'}`,
  };
}

function heldOutcome(counts: readonly number[]): ControlOutcome {
  const missing = counts.filter((count) => count !== 1).length;
  const seen =
    missing === 0
      ? `the held object was there at all ${counts.length} looks`
      : `the held object was missing at ${missing} of ${counts.length} looks`;
  return { passed: missing === 0, seen };
}

function droppedOutcome(counts: readonly number[]): ControlOutcome {
  const alive = counts.filter((count) => count > 0).length;
  const seen =
    alive === 0
      ? `the dropped objects were gone at all ${counts.length} looks`
      : `dropped objects were still there at ${alive} of ${counts.length} looks (${Math.max(...counts)} at most)`;
  return { passed: alive === 0, seen };
}
