import { CONTROL_CLASSES } from '../agent/scenario-controls.js';
import { matchKnown } from '../witness/index.js';
import type { ResolvedOptions } from './options.js';
import type { Finding, IgnoredFinding } from './verdict.js';

/** Findings by what they mean for the verdict. */
export interface SortedFindings {
  /** They make it a leak. */
  readonly wanted: readonly Finding[];
  /** Allowed, ignored, kept on purpose, or known. */
  readonly ignored: readonly IgnoredFinding[];
  /** Held by the act of measuring only. */
  readonly artefacts: readonly Finding[];
  readonly remarks: readonly string[];
}

/** Sorts findings by the caller's options; what hangs below a finding goes where that one goes. */
export function sortOut(
  findings: readonly Finding[],
  options: Pick<ResolvedOptions, 'allowGrowth' | 'ignore' | 'knownLeaks'>,
  today: Date,
): SortedFindings {
  const artefacts = findings.filter(({ witness }) => (witness?.artefact ?? null) !== null);
  const real = findings.filter((finding) => !artefacts.includes(finding));
  const { known, expired, unused } = matchKnown(real, options.knownLeaks, today);
  const reasons = new Map<Finding, string>();
  for (const finding of real) {
    const reason = reasonToIgnore(finding, options);
    if (reason !== null) reasons.set(finding, reason);
  }
  for (const { finding, leak } of known) {
    reasons.set(finding, `known until ${leak.expires}: ${leak.reason}`);
  }
  const apart = new Map([...reasons].map(([{ fingerprint }, reason]) => [fingerprint, reason]));
  for (const finding of real) {
    const reason = finding.within === null ? undefined : apart.get(finding.within);
    if (reason !== undefined && !reasons.has(finding)) reasons.set(finding, reason);
  }
  return {
    wanted: real.filter((finding) => !reasons.has(finding)),
    ignored: [...reasons].map(([finding, reason]) => ({ ...finding, reason })),
    artefacts,
    remarks: [
      ...expired.map(
        ({ finding, leak }) =>
          `${finding.className} was known as ${leak.fingerprint} until ${leak.expires}: that day is over.`,
      ),
      ...unused.map(
        ({ fingerprint, className }) =>
          `The known leak ${fingerprint}${className === undefined ? '' : ` (${className})`} was not found: take it out of the file.`,
      ),
    ],
  };
}

function reasonToIgnore(
  { className, fingerprint, path }: Finding,
  { allowGrowth, ignore }: Pick<ResolvedOptions, 'allowGrowth' | 'ignore'>,
): string | null {
  const rule = ignore.find((one) =>
    'className' in one ? one.className === className : one.fingerprint === fingerprint,
  );
  if (rule !== undefined) return rule.reason;
  if (allowGrowth.includes(className)) return 'allowed to grow';
  return path.some((line) => line.includes(CONTROL_CLASSES.kept)) ? 'kept on purpose (context.keep)' : null;
}
