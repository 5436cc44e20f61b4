import { CONTROL_CLASSES } from '../agent/scenario-controls.js';
import { matchKnown } from '../witness/index.js';
import type { ResolvedOptions } from './options.js';
import type { Finding, IgnoredFinding, KnownOutcome } from './verdict.js';

/** Findings by what they mean for the verdict. */
export interface SortedFindings {
  /** They make it a leak. */
  readonly wanted: readonly Finding[];
  /** Allowed, ignored, or kept on purpose. */
  readonly ignored: readonly IgnoredFinding[];
  readonly known: KnownOutcome;
  /** Held by the act of measuring only. */
  readonly artefacts: readonly Finding[];
}

/** Sorts findings by the caller's options; what hangs below a finding goes where that one goes. */
export function sortOut(
  findings: readonly Finding[],
  options: Pick<ResolvedOptions, 'allowGrowth' | 'ignore' | 'knownLeaks'>,
  today: Date,
): SortedFindings {
  const heads = findings.filter(({ witness }) => (witness?.artefact ?? null) !== null);
  const artefacts = withInner(
    findings,
    heads.map((finding) => [finding, null]),
  );
  const real = findings.filter((finding) => !artefacts.has(finding));
  const { known, expired, unused } = matchKnown(real, options.knownLeaks, today);
  const reasons = withInner(
    real,
    real.flatMap((finding) => {
      const reason = reasonToIgnore(finding, options);
      return reason === null ? [] : [[finding, reason]];
    }),
  );
  const leaks = withInner(
    real.filter((finding) => !reasons.has(finding)),
    known.flatMap(({ finding, leak }) => (reasons.has(finding) ? [] : [[finding, leak]])),
  );
  return {
    wanted: real.filter((finding) => !reasons.has(finding) && !leaks.has(finding)),
    ignored: [...reasons].map(([finding, reason]) => ({ ...finding, reason })),
    known: {
      found: [...leaks].map(([finding, { reason, expires }]) => ({ ...finding, reason, expires })),
      expired: expired.map(({ finding: { className }, leak }) => ({ ...leak, className })),
      unused,
    },
    artefacts: [...artefacts.keys()],
  };
}

/** What is said of findings, said of those that hang below them, too. */
function withInner<Said>(
  findings: readonly Finding[],
  said: readonly (readonly [Finding, Said])[],
): ReadonlyMap<Finding, Said> {
  const all = new Map(said);
  const byFingerprint = new Map(said.map(([{ fingerprint }, what]) => [fingerprint, what]));
  for (const finding of findings) {
    const what = finding.within === null ? undefined : byFingerprint.get(finding.within);
    if (what !== undefined && !all.has(finding)) all.set(finding, what);
  }
  return all;
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
