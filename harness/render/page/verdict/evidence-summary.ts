import type { CycleEvidence, Evidence } from '../../../check/index.js';
import type { Texts } from '../texts/texts.js';

/** Returns in sentences what a verdict rests on: iterations, cycles, and the time that the check waited for timers. */
export function evidenceSummary(evidence: Evidence, texts: Texts): string {
  const { iterations, warmupIterations, cycles, quietMs, alsoRead, ignoredIsolates } = evidence;
  const words = texts.verdict.evidence;
  if (cycles.length === 0) return words.none;
  return [
    words.summary(iterations, cycles.length, warmupIterations),
    ...(alsoRead.length > 0 ? [words.alsoRead(alsoRead)] : []),
    ...(ignoredIsolates.length > 0 ? [words.ignoredIsolates(ignoredIsolates)] : []),
    ...(quietMs > 0 ? [words.waited(texts.milliseconds(quietMs))] : []),
  ].join(' ');
}

/** Returns the names of the columns of {@link cycleCells}. */
export function cycleHeads({ verdict: { evidence: words } }: Texts): string[] {
  return [words.cycle, words.iterations, words.rounds, words.settled, words.time];
}

/** Returns a cycle as the cells of a table's row. */
export function cycleCells(cycle: CycleEvidence, index: number, texts: Texts): string[] {
  const { yes, no } = texts.evidence;
  return [
    texts.number(index + 1),
    texts.number(cycle.iterations),
    texts.number(cycle.gcRounds),
    cycle.settled ? yes : no,
    texts.milliseconds(cycle.elapsedMs),
  ];
}
