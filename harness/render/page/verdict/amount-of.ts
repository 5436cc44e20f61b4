import { bytesEachOf, isInBytes, placeOf } from '../../model/finding-facts.js';
import type { Finding } from '../../../check/index.js';
import type { Texts } from '../texts/texts.js';

/** Formats the amount of a finding: `137 per 137 iterations, 1.0 each, 2.3 KiB retained each`. */
export function amountOf(finding: Finding, { verdict }: Texts): string {
  const { isolates, openFile, command } = finding;
  const bytesEach = bytesEachOf(finding);
  const parts = [
    countOf(finding, verdict),
    isInBytes(finding)
      ? verdict.bytesEach(verdict.size(finding.perIteration))
      : verdict.rate(finding.perIteration),
    ...(bytesEach > 0 ? [verdict.retained(verdict.size(bytesEach))] : []),
    ...(openFile === null ? [] : [verdict.openFile(openFile)]),
    ...(command === null ? [] : [verdict.command(command)]),
    ...(isolates === null ? [] : [verdict.isolates(isolates, placeOf(isolates.startedAt))]),
  ];
  return parts.join(verdict.comma);
}

/** Formats how many objects, or bytes, are there after how many iterations. */
export function countOf(finding: Finding, words: Texts['verdict']): string {
  const { count, iterations } = finding;
  return isInBytes(finding)
    ? words.bytesOf(words.size(count), iterations)
    : words.countOf(count, iterations, finding.kind === 'collection');
}

/** Formats how many objects, or bytes, an iteration adds. */
export function rateOf(finding: Finding, words: Texts['verdict']): string {
  const { perIteration } = finding;
  return isInBytes(finding) ? words.size(perIteration) : words.perIteration(perIteration);
}
