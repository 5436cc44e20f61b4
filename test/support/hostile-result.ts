import type { CheckResult } from '../../harness/check/result/verdict.js';
import type { LeakTrace, Witness } from '../../harness/retention/types.js';
import { HOSTILE } from '../render/hostile-case.js';
import { inconclusiveResult, leakResult, witness, witnessedFinding } from './check-results.js';

const HOSTILE_PLACE = { url: HOSTILE, line: 1, column: 1 };

/** A leak in which everything that has a name has a hostile one. */
export function hostileLeak(): CheckResult {
  const held = hostileWitness();
  const path = [{ reference: HOSTILE, repeats: 1, node: HOSTILE, position: HOSTILE_PLACE }];
  const allocatedAt = held.allocationSite?.frames ?? [];
  const finding = { className: HOSTILE, fingerprint: HOSTILE, path, witness: held, allocatedAt };
  const plain = { ...finding.witness, artefact: null };
  return leakResult({
    scenario: `file:///srv/${encodeURIComponent(HOSTILE)}`,
    variant: HOSTILE,
    findings: [
      witnessedFinding(finding),
      witnessedFinding({ ...finding, fingerprint: 'other', witness: plain }),
    ],
    ignored: [{ ...witnessedFinding(finding), reason: HOSTILE }],
    artefacts: [witnessedFinding(finding)],
    remarks: [HOSTILE],
  });
}

/** A check that came to no verdict, for a hostile reason. */
export function hostileReason(): CheckResult {
  return inconclusiveResult({ reason: { code: 'scenario-threw', message: HOSTILE }, controls: null });
}

function hostileKind(): Witness['kind'] {
  const words = { holder: HOSTILE, held: HOSTILE, detail: HOSTILE, why: HOSTILE, mend: HOSTILE };
  const line = { name: HOSTILE, position: HOSTILE_PLACE, inPackage: false };
  return { id: 'listener', ...words, milliseconds: null, places: null, collections: null, line };
}

function hostileWitness(): Witness {
  const plain = witness();
  const trace: LeakTrace = {
    root: { word: 'module', text: HOSTILE },
    cut: 0,
    nodes: plain.trace.nodes.map((node) => ({
      ...node,
      label: HOSTILE,
      reason: HOSTILE,
      position: HOSTILE_PLACE,
      reference: { text: HOSTILE, start: 0, suspect: true, repeats: 2 },
    })),
  };
  const artefact = { name: 'coverage', why: HOSTILE, remedy: HOSTILE } as const;
  return {
    ...plain,
    className: HOSTILE,
    signature: [HOSTILE],
    followers: [{ className: HOSTILE, type: 'object', count: 1 }],
    trace,
    kind: hostileKind(),
    verifiedCut: { text: HOSTILE, references: 2, others: 0, freed: 1, freedBytes: 1 },
    holders: [{ text: HOSTILE, references: 1, count: 1, artefact, trace }],
    artefact,
    allocationSite: {
      count: 1,
      frames: [{ functionName: HOSTILE, position: HOSTILE_PLACE }],
    },
  };
}

/** A result with this text in front of every text that it holds, but for those that are choices of ours. */
export function poisoned<Result extends CheckResult>(result: Result, poison: string): Result {
  const CHOICES: readonly string[] = ['verdict', 'status'];
  const within = (value: unknown): unknown => {
    if (typeof value === 'string') return poison + value;
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        CHOICES.includes(key) ? (one as unknown) : within(one),
      ]),
    );
  };
  return within(result) as Result;
}
