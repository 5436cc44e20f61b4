import type { GroupKind, GroupSurvivors } from '../analysis/growth.js';
import type { NodeOrdinal } from '../core/units.js';
import { traceLines, witnessesOf } from '../witness/index.js';
import type { Witness } from '../witness/index.js';
import { collectionFindings, resourceFindings } from './other-findings.js';
import type { CheckRun } from './run-check.js';
import type { Finding } from './verdict.js';

/**
 * What grows, as findings, those that retain most first. Collections and resources are findings where no object of the
 * heap tells of them.
 */
export function findingsOf(run: CheckRun): Finding[] {
  const objects = objectFindings(run);
  if (objects.length > 0) return objects;
  const collections = collectionFindings(run);
  return collections.length > 0 ? collections : resourceFindings(run);
}

/** Findings of one check at most. */
const MOST_FINDINGS = 30;
/** Classes that say too little to be a finding of their own below another one. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set([
  'Object',
  'Array',
  'Map',
  'Set',
  'system / Context',
  'native_bind',
  '',
  'Generator',
  '(string)',
  '(symbol)',
  '(regexp)',
  '(bigint)',
  '(array)',
  '(closure)',
]);

/**
 * One finding for each way in which something growing is held, and one more for each class that grows below those: the
 * class that a person looks for may be the inner one.
 */
function objectFindings(run: CheckRun): Finding[] {
  const { ledger, growing } = run;
  const oldest = ledger.boundaries[0] ?? 0;
  const isOld = (node: NodeOrdinal): boolean => ledger.heap.id(node) <= oldest;
  const witnesses = witnessesOf(ledger.heap, membersOf(growing), { isOld, sourceMaps: true });
  const heads = witnesses
    .filter((witness) => growsByItself(run, witness))
    .toSorted((a, b) => b.retainedBytes - a.retainedBytes)
    .map((witness) => findingOf(run, witness, null));
  const named = new Set(heads.flatMap(({ witness }) => classesOf(witness)));
  const inner = growing
    .filter(({ name }) => !PLAIN_CLASSES.has(name) && !named.has(name))
    .flatMap((group) => innerFindings(run, group, heads, isOld));
  return [...heads, ...inner].slice(0, MOST_FINDINGS);
}

function innerFindings(
  run: CheckRun,
  group: GroupSurvivors,
  heads: readonly Finding[],
  isOld: (node: NodeOrdinal) => boolean,
): Finding[] {
  const options = { isOld, maximumHolders: 0, maximumGroups: 1 };
  const [largest] = witnessesOf(run.ledger.heap, group.members, options);
  if (largest === undefined || !growsByItself(run, largest)) return [];
  const classes = classesOf(largest);
  const above = heads.find(({ className }) => classes.includes(className)) ?? heads[0];
  return [findingOf(run, largest, above?.fingerprint ?? null)];
}

/** Members of a large group that are enough to tell how it is held. */
const ENOUGH_MEMBERS = 20_000;

function membersOf(groups: readonly GroupSurvivors[]): NodeOrdinal[] {
  const all = groups.flatMap(({ members }) => members);
  const step = Math.ceil(all.length / (ENOUGH_MEMBERS * 10));
  return step <= 1 ? all : all.filter((_, at) => at % step === 0);
}

/** A group of things that were counted together may be held in several ways, of which not all grow. */
function growsByItself({ ledger, stretches: { first, last } }: CheckRun, { members }: Witness): boolean {
  return ledger.judge(ledger.byCycle(members), first, last) === 'grows';
}

function classesOf(witness: Witness | null): string[] {
  return witness === null
    ? []
    : [witness.className, ...witness.trace.nodes.map(({ className }) => className)];
}

function findingOf({ ledger }: CheckRun, witness: Witness, within: string | null): Finding {
  const { fingerprint, className, type, count, retainedBytes, trace } = witness;
  const { iterations } = ledger;
  return {
    fingerprint,
    className,
    kind: kindOf(type),
    perIteration: count / iterations,
    count,
    iterations,
    retainedBytesPerIteration: retainedBytes / iterations,
    path: traceLines(trace),
    within,
    witness: { ...witness, members: [] },
  };
}

function kindOf(type: string): GroupKind {
  if (type.endsWith('string')) return 'string';
  const kinds: readonly GroupKind[] = ['closure', 'symbol', 'regexp', 'bigint'];
  return kinds.find((kind) => kind === type) ?? 'object';
}
