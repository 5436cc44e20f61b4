import { bytesEachOf, isInBytes, placeOf } from '../../model/finding-facts.js';
import type { Finding } from '../../../check/index.js';
import type { Texts } from '../texts/texts.js';

/** Formats the amount of a finding: `137 per 137 iterations, 1.0 each, 2.3 KiB retained each`. */
export function amountOf(finding: Finding, { verdict }: Texts): string {
  const { isolates } = finding;
  const bytesEach = isInBytes(finding) ? 0 : bytesEachOf(finding);
  const amount = isInBytes(finding)
    ? [
        verdict.bytesOf(verdict.size(finding.count), finding.iterations),
        verdict.bytesEach(verdict.size(finding.perIteration)),
      ]
    : [verdict.countOf(finding.count, finding.iterations), verdict.rate(finding.perIteration)];
  const parts = [
    ...amount,
    ...(bytesEach > 0 ? [verdict.retained(verdict.size(bytesEach))] : []),
    ...(isolates === null ? [] : [verdict.isolates(isolates, placeOf(isolates.startedAt))]),
  ];
  return parts.join(verdict.comma);
}
