import { matchKnown } from '../known-leaks/known-leaks.js';
import type { Assessment } from './growth-assessment.js';
import { groupBy } from '../../core/group-by.js';
import { classKey, type HeldGroup } from '../run/heap-history.js';
import { collectionAndResourceFindings, leftProcesses } from './collection-and-resource-findings.js';
import { withCommands } from './process-findings.js';
import { excuseOf, type Policy } from '../options/policy.js';
import type { Finding, IgnoredFinding, KnownOutcome } from '../result/verdict.js';

/** Findings, sorted by their effect on the verdict. */
export interface SortedFindings {
  /** Findings that make the verdict a leak. */
  readonly wanted: readonly Finding[];
  /** Findings that are allowed, ignored, or kept on purpose. */
  readonly ignored: readonly IgnoredFinding[];
  readonly known: KnownOutcome;
  /** Findings that are retained only by the measurement itself. */
  readonly artefacts: readonly Finding[];
}

/** Maximum number of findings of one check. */
const MOST_FINDINGS = 30;
/** Maximum number of groups whose further holders are searched for; each costs a search of the heap. */
const MOST_SEARCHED = 8;

/**
 * Returns the growing groups by the growing one that retains them, under `null` those that no other one retains. A group
 * may have been combined with others of its class, and then represents those.
 */
function byHead(growing: readonly HeldGroup[], policy: Policy): Map<HeldGroup | null, HeldGroup[]> {
  const among = new Set(growing);
  const likeHead = new Map(
    growing
      .filter((group) => group.within === null && excuseOf(group, policy) === null)
      .map((group) => [headKey(group), group]),
  );
  return groupBy(growing, ({ within }) => {
    if (within === null) return null;
    return among.has(within) ? within : (likeHead.get(headKey(within)) ?? null);
  });
}

function headKey({ kind, className, fingerprint }: HeldGroup): string {
  return `${classKey(kind, className)} ${fingerprint}`;
}

/** Returns the groups that become findings of their own: those without an excuse first, then by number of survivors. */
function leadersOf(heads: readonly HeldGroup[], policy: Policy): HeldGroup[] {
  const leaders = heads.map((group) => ({
    group,
    isExcused: excuseOf(group, policy) !== null,
    count: group.survivors.reduce((sum, one) => sum + one, 0),
  }));
  return leaders
    .toSorted((a, b) => Number(a.isExcused) - Number(b.isExcused) || b.count - a.count)
    .slice(0, MOST_FINDINGS)
    .map(({ group }) => group);
}

/**
 * Creates the findings of a run, sorted by their effect on the verdict. Collections and resources other than processes are
 * included only if nothing else leaks.
 */
export function sortFindings(assessment: Assessment, policy: Policy): SortedFindings {
  const groups = byHead(assessment.growing, policy);
  const all = leadersOf(groups.get(null) ?? [], policy).flatMap((group, at) =>
    group.findings(groups.get(group) ?? [], at < MOST_SEARCHED),
  );
  const byBytes = (one: Finding, other: Finding): number =>
    Number(one.within !== null) - Number(other.within !== null) ||
    other.retainedBytesPerIteration - one.retainedBytesPerIteration;
  const { keptIds, owners } = assessment;
  const objects = withCommands(all.toSorted(byBytes).slice(0, MOST_FINDINGS), owners.processes);
  const processes = leftProcesses(assessment, objects, policy.scenario);
  const found = [...objects, ...processes];
  const sorted = applyPolicy(found, policy, keptIds);
  if (sorted.wanted.length > 0) return sorted;
  return applyPolicy(
    [...found, ...collectionAndResourceFindings(assessment, objects, policy.scenario)],
    policy,
    keptIds,
  );
}

/** Sorts findings by the caller's policy; a finding below another one is sorted with that one. */
export function applyPolicy(
  findings: readonly Finding[],
  policy: Policy,
  keptIds: ReadonlySet<number> = new Set(),
): SortedFindings {
  const heads = findings.filter(({ witness }) => (witness?.artefact ?? null) !== null);
  const artefacts = withInner(
    findings,
    heads.map((finding) => [finding, null]),
  );
  const real = findings.filter((finding) => !artefacts.has(finding));
  const { known, expired, unused } = matchKnown(real, policy.knownLeaks, policy.today);
  const reasons = withInner(
    real,
    real.flatMap((finding) => {
      const reason = reasonToIgnore(finding, policy, keptIds);
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

/** Extends what was decided about findings to the findings below them. */
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

function reasonToIgnore(finding: Finding, policy: Policy, keptIds: ReadonlySet<number>): string | null {
  const excuse = excuseOf(finding, { ...policy, knownLeaks: [] });
  if (excuse !== null && 'reason' in excuse) return excuse.reason;
  // Ids are only unique in an isolate.
  const isKept =
    finding.isolates === null && finding.witness?.trace.nodes.some(({ id }) => keptIds.has(id)) === true;
  return isKept ? 'kept on purpose (context.keep)' : null;
}
