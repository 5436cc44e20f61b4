import type { CheckResult, Finding } from '../../check/index.js';
import { fitToShow } from './fit-to-show.js';

/** A check's result as a report shows it: with texts that are safe to display, and lists truncated for a page. */
export interface ShownCheck {
  /** Version of heapwitness. */
  readonly heapwitness: string;
  /** ISO 8601. */
  readonly generatedAt: string;
  /** Its `findings` are in {@link ShownCheck.findings} instead. */
  readonly result: CheckResult;
  /** Top-level findings, each with the findings below it. */
  readonly findings: readonly ShownFinding[];
  /** Number of findings that do not affect the verdict: ignored, or known. */
  readonly apart: number;
  readonly leftOut: LeftOut;
}

/** A finding with the findings whose objects it retains. */
export interface ShownFinding {
  readonly finding: Finding;
  readonly below: readonly Finding[];
  /** Number of findings below that are not shown. */
  readonly belowLeftOut: number;
}

/** Number of entries of each list that are not shown; `report.json` contains them. */
export interface LeftOut {
  readonly findings: number;
  readonly ignored: number;
  readonly known: number;
  readonly artefacts: number;
}

export interface ShownCheckOptions {
  /** Version of heapwitness. */
  readonly heapwitness: string;
  readonly generatedAt: Date;
}

/** Maximum number of entries of a list on a page: a finding takes up to 20 KB in each language. */
const MOST = 100;
const MOST_BELOW = 30;
const MOST_FOLLOWERS = 30;

/** Returns a check's result as a report shows it. */
export function shownCheck(result: CheckResult, { heapwitness, generatedAt }: ShownCheckOptions): ShownCheck {
  const heads = headsOf(result.findings);
  const { ignored, known, artefacts, scenario } = result;
  const shown = heads.slice(0, MOST).map(({ finding, below }) => ({
    finding: shortened(finding),
    below: below.slice(0, MOST_BELOW).map(shortened),
    belowLeftOut: beyond(below, MOST_BELOW),
  }));
  const short: CheckResult = {
    ...result,
    findings: [],
    ignored: ignored.slice(0, MOST).map(shortened),
    known: {
      found: known.found.slice(0, MOST).map(shortened),
      expired: known.expired.slice(0, MOST),
      unused: known.unused.slice(0, MOST),
    },
    artefacts: artefacts.slice(0, MOST).map(shortened),
  };
  return {
    heapwitness,
    generatedAt: generatedAt.toISOString(),
    result: fitToShow(short, scenario),
    findings: fitToShow(shown, scenario),
    apart: ignored.length + known.found.length,
    leftOut: {
      findings: beyond(heads, MOST),
      ignored: beyond(ignored, MOST),
      known: beyond(known.found, MOST) + beyond(known.expired, MOST) + beyond(known.unused, MOST),
      artefacts: beyond(artefacts, MOST),
    },
  };
}

interface Head {
  readonly finding: Finding;
  readonly below: Finding[];
}

/** Returns the top-level findings; a finding below a missing one counts as such. */
function headsOf(findings: readonly Finding[]): Head[] {
  const own = new Set(findings.filter(({ within }) => within === null).map(({ fingerprint }) => fingerprint));
  const isHead = ({ within }: Finding): boolean => within === null || !own.has(within);
  const heads = findings.filter(isHead).map((finding): Head => ({ finding, below: [] }));
  const byFingerprint = new Map(heads.map((head) => [head.finding.fingerprint, head]));
  for (const finding of findings) {
    if (!isHead(finding) && finding.within !== null) byFingerprint.get(finding.within)?.below.push(finding);
  }
  return heads;
}

function shortened<One extends Finding>(finding: One): One {
  const { witness } = finding;
  if (witness === null) return finding;
  return { ...finding, witness: { ...witness, followers: witness.followers.slice(0, MOST_FOLLOWERS) } };
}

function beyond({ length }: readonly unknown[], most: number): number {
  return Math.max(0, length - most);
}
