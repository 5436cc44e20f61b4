import { VARIOUS } from '../analysis/growth.js';
import type { GroupKind, GroupSurvivors } from '../analysis/growth.js';
import type { NodeOrdinal } from '../core/units.js';
import { formatRetainingPath } from '../graph/index.js';
import {
  allocationSiteOf,
  fingerprintOf,
  siteCallLines,
  SourceMaps,
  toldWitness,
  traceLines,
  witnessesOf,
} from '../witness/index.js';
import type { FoundWitness, Inspector, MadeGroup, Witness } from '../witness/index.js';
import { isReplacedEverywhere } from './holdings.js';
import type { CheckRun } from './run-check.js';
import type { Finding } from './verdict.js';

/** Fewer suspects held in one way are no finding. */
const FEWEST_MEMBERS = 6;
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
  VARIOUS,
]);

/**
 * The objects that grow, as findings, those that retain most first: one for each way in which something growing is
 * held, and one more for each class that grows below those, for the class that a person looks for may be the inner one.
 */
export function objectFindings(run: CheckRun, inspectors: readonly Inspector[]): Finding[] {
  const { ledger, growing, mixed } = run;
  const { members, oneIn } = membersOf([...growing, ...mixed]);
  const witnesses = headsOf(run, members, inspectors);
  const heads = witnesses
    .filter((witness) => growsByItself(run, witness))
    .toSorted((a, b) => b.retainedBytes - a.retainedBytes);
  const named = new Set(heads.flatMap(classesOf));
  const inner = growing.filter(
    (group) =>
      (heads.length === 0 || (!PLAIN_CLASSES.has(group.name) && !named.has(group.name))) &&
      !isReplacedEverywhere(run, group, witnesses),
  );
  const maps = new SourceMaps(true);
  return [
    ...heads.map((witness) => headFinding(ledger, witness, oneIn)),
    ...inner.map((group) => innerFinding(run, group, heads, maps)),
  ].slice(0, MOST_FINDINGS);
}

/** Above this many nodes a search of the heap takes its time: fewer groups are told in full. */
const LARGE_HEAP = 250_000;

function headsOf(
  { ledger: { heap, boundaries }, allocations }: CheckRun,
  members: readonly NodeOrdinal[],
  inspectors: readonly Inspector[],
): FoundWitness[] {
  // The usual case of a clean check; preparing the search would cost as much as a look.
  if (members.length === 0) return [];
  const oldest = boundaries[0] ?? 0;
  const large = heap.nodeCount > LARGE_HEAP;
  return witnessesOf(heap, members, {
    isOld: (node) => heap.id(node) <= oldest,
    minimumCount: FEWEST_MEMBERS,
    maximumHolders: large ? 1 : 3,
    maximumGroups: large ? 3 : 8,
    allocations: allocations ?? [],
    inspectors,
  });
}

/** Members whose retained size is asked for; the others of a class are like them. */
const SAMPLE = 25;

/** What grows below a head, with a shortest way to one of its members. */
function innerFinding(
  run: CheckRun,
  { kind, name, members, survivors }: GroupSurvivors,
  heads: readonly Witness[],
  maps: SourceMaps,
): Finding {
  const { heap, iterations } = run.ledger;
  const above = heads.find(({ followers }) => followers.some(({ className }) => className === name));
  const sample = members.slice(-SAMPLE);
  const bytes = sample.reduce((sum, member) => sum + heap.retainedBytes(member), 0) / sample.length;
  const path = sample[0] === undefined ? undefined : heap.retainingPath(sample[0]);
  return {
    fingerprint: above === undefined ? fingerprintOf([name]) : `${above.fingerprint}/${name}`,
    className: name,
    kind,
    perIteration: members.length / iterations,
    count: members.length,
    iterations,
    retainedBytesPerIteration: (bytes * members.length) / iterations,
    survivors,
    path: path === undefined ? [] : foldedPath(formatRetainingPath(path)),
    allocatedAt: callsOf(run, { className: name, isObject: kind === 'object', count: members.length }, maps),
    within: above?.fingerprint ?? null,
    witness: null,
  };
}

/** Lines of which several in a row say the same but for the id become one, with their number. */
function foldedPath(text: string): string[] {
  const rows: { line: string; same: string; count: number }[] = [];
  for (const line of text.split('\n')) {
    const same = line.replace(/ @\d+$/, '');
    const last = rows.at(-1);
    if (last?.same === same) rows.splice(-1, 1, { line, same, count: last.count + 1 });
    else rows.push({ line, same, count: 1 });
  }
  return rows.map(({ line, count }) => (count === 1 ? line : `${line} × ${count}`));
}

function callsOf({ allocations }: CheckRun, group: MadeGroup, maps: SourceMaps): string[] {
  const site = allocationSiteOf(group, allocations ?? [], maps);
  return site === null ? [] : siteCallLines(site);
}

/**
 * Members that are enough to tell how all are held. No check comes near it: with one in two of them, those whose holder
 * was left out would be findings of their own.
 */
const ENOUGH_MEMBERS = 2_000_000;
/** The same where classes are made anew for each object: each would be a group of its own. */
const ENOUGH_VARIOUS = 200;

/** The members to look for, or one in so many of them. */
function membersOf(groups: readonly GroupSurvivors[]): { members: NodeOrdinal[]; oneIn: number } {
  const all = groups.flatMap(({ members }) => members);
  const enough = groups.some(({ name }) => name === VARIOUS) ? ENOUGH_VARIOUS : ENOUGH_MEMBERS;
  const oneIn = Math.max(1, Math.ceil(all.length / enough));
  return { members: all.filter((_, at) => at % oneIn === 0), oneIn };
}

/** A group of things that were counted together may be held in several ways, of which not all grow. */
function growsByItself({ ledger, stretches: { first, last } }: CheckRun, { members }: Witness): boolean {
  return ledger.judge(ledger.byCycle(members), first, last) === 'grows';
}

function classesOf({ className, trace }: Witness): string[] {
  return [className, ...trace.nodes.map((node) => node.className)];
}

function headFinding(ledger: CheckRun['ledger'], witness: FoundWitness, oneIn: number): Finding {
  const { iterations } = ledger;
  const { fingerprint, className, type, retainedBytes, trace, allocationSite } = witness;
  const count = witness.count * oneIn;
  return {
    fingerprint,
    className,
    kind: kindOf(type),
    perIteration: count / iterations,
    count,
    iterations,
    retainedBytesPerIteration: (retainedBytes * oneIn) / iterations,
    survivors: ledger.byCycle(witness.members).map((survivors) => survivors * oneIn),
    path: traceLines(trace),
    allocatedAt: allocationSite === null ? [] : siteCallLines(allocationSite),
    within: null,
    witness: toldWitness(witness),
  };
}

function kindOf(type: string): GroupKind {
  if (type.endsWith('string')) return 'string';
  const kinds: readonly GroupKind[] = ['closure', 'symbol', 'regexp', 'bigint'];
  return kinds.find((kind) => kind === type) ?? 'object';
}
