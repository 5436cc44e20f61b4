import type { VisitedIsolate } from '../../isolates/program/index.js';
import type { TimerList } from '../../heap/graph/index.js';
import { FEWEST_MEMBERS, sum } from '../judge/growth-rule.js';
import type { Finding, FindingIsolates } from '../result/verdict.js';
import { classKey, type HeldGroup } from './heap-history.js';
import type { SnapshotHistory } from './snapshot-history.js';

/** A group of one isolate. */
export interface Part {
  readonly group: HeldGroup;
  readonly history: SnapshotHistory;
  /** Survivors of the class in the isolate at each look at it, by cycle of its history. */
  readonly seen: readonly (readonly number[])[];
  /** Number of cycles before the first look at the isolate. */
  readonly since: number;
  /** `null` for the scenario's own isolate. */
  readonly isolate: VisitedIsolate | null;
  /** Number of isolates that the same line of code started. */
  readonly of: number;
}

/** Identifies the line of code that started an isolate; the script that it runs stands for an unknown line. */
export function originKey(isolate: VisitedIsolate | null): string {
  if (isolate === null) return '';
  const { kind, startedAt, script } = isolate;
  const line = startedAt && `${startedAt.url}:${startedAt.line}:${startedAt.column}`;
  return `${kind} ${line ?? script}`;
}

/** Fills the cycles before the first look at an isolate with zeros. */
export function padded(counts: readonly number[], since: number): number[] {
  return [...Array.from({ length: since }, () => 0), ...counts];
}

/** Adds up numbers of several isolates, cycle by cycle. */
export function addedUp(all: readonly (readonly number[])[]): number[] {
  const length = Math.max(0, ...all.map((counts) => counts.length));
  return Array.from({ length }, (_, at) => sum(all.map((counts) => counts[at] ?? 0)));
}

/** Returns what the first holder of each isolate retains, the second one of each, and so on. */
function corresponding(parts: readonly Part[]): HeldGroup['acrossIsolates'] {
  const byHolder = parts.map(({ group, since, seen }) => {
    const most = (seen.at(-1) ?? []).map((_, cycle) => Math.max(...seen.map((counts) => counts[cycle] ?? 0)));
    return group.byHolder.map((one) => ({
      survivors: padded(one, since),
      seen: padded(most, since),
    }));
  });
  const most = Math.max(0, ...byHolder.map((holders) => holders.length));
  return Array.from({ length: most }, (_, at) => byHolder.flatMap((holders) => holders.slice(at, at + 1)));
}

/**
 * Combines the groups of isolates of one origin that have the same class, and are retained in the same way or were
 * allocated in turn.
 */
export function sharedGroups(parts: readonly Part[], iterations: number): SharedGroup[] {
  const heads = new Map<HeldGroup, SharedGroup>();
  const all = joinedInTurn([...sameIn(parts).values()]);
  const isHead = (same: readonly Part[]): boolean => same.some(({ group }) => group.within === null);
  const below = all.filter((same) => !isHead(same));
  return [...all.filter(isHead), ...below].map((same) => {
    const above = same.flatMap(({ group }) => (group.within && heads.get(group.within)) ?? []);
    const [most] = above.toSorted((one, other) => sum(other.survivors) - sum(one.survivors));
    const shared = new SharedGroup(same, isHead(same) ? null : (most ?? null), iterations);
    for (const { group } of same) heads.set(group, shared);
    return shared;
  });
}

/** Parts of one group, with the survivors of all by cycle. */
interface Counted {
  parts: readonly Part[];
  survivors: readonly number[];
}

function sameIn(parts: readonly Part[]): Map<string, Part[]> {
  const same = new Map<string, Part[]>();
  for (const part of parts) {
    const key = `${part.group.fingerprint} ${classInOrigin(part)}`;
    same.set(key, [...(same.get(key) ?? []), part]);
  }
  return same;
}

/** Identifies a class among those of all isolates that the same line of code started. */
function classInOrigin({ group: { kind, className }, isolate }: Part): string {
  return `${originKey(isolate)} ${classKey(kind, className)}`;
}

/**
 * Joins groups of different isolates that never grew in the same cycle, the largest ones first. Isolates that are used
 * in turn may retain objects of the same code in different ways: a collection that is created late is new in one of
 * them, and in the other one it was there before the first look.
 */
function joinedInTurn(groups: readonly (readonly Part[])[]): (readonly Part[])[] {
  const joined = new Map<string, Counted[]>();
  const few: (readonly Part[])[] = [];
  const counted = groups.map((parts): Counted => ({
    parts,
    survivors: addedUp(parts.map(({ group, since }) => padded(group.survivors, since))),
  }));
  for (const one of counted.toSorted((a, b) => sum(b.survivors) - sum(a.survivors))) {
    const [first] = one.parts;
    if (first === undefined || sum(one.survivors) < FEWEST_MEMBERS) {
      few.push(one.parts);
      continue;
    }
    const before = joined.get(classInOrigin(first)) ?? [];
    joined.set(classInOrigin(first), before);
    const other = before.find((larger) => areInTurn(larger, one));
    if (other === undefined) before.push(one);
    else {
      other.parts = [...other.parts, ...one.parts];
      other.survivors = addedUp([other.survivors, one.survivors]);
    }
  }
  return [...[...joined.values()].flat().map(({ parts }) => parts), ...few];
}

/** Whether two groups have no isolate in common, and no cycle that left survivors in both. */
function areInTurn(one: Counted, other: Counted): boolean {
  return (
    one.survivors.every((count, cycle) => count === 0 || (other.survivors[cycle] ?? 0) === 0) &&
    !one.parts.some(({ history }) => other.parts.some((part) => part.history === history))
  );
}

/** Objects of one class in several isolates that are retained in the same way, or were allocated in turn. */
export class SharedGroup implements HeldGroup {
  readonly kind: HeldGroup['kind'];
  readonly className: string;
  readonly fingerprint: string;
  readonly survivors: readonly number[];
  readonly byHolder: readonly (readonly number[])[];
  readonly acrossIsolates: HeldGroup['acrossIsolates'];
  readonly isOfOthers = true;
  readonly within: HeldGroup | null;
  readonly parts: readonly Part[];
  readonly #iterations: number;

  /** @param iterations number of iterations of all cycles */
  constructor(parts: readonly Part[], within: HeldGroup | null, iterations: number) {
    // The part with the most members describes the group.
    this.parts = parts.toSorted((one, other) => sum(other.group.survivors) - sum(one.group.survivors));
    const [most] = this.parts;
    if (most === undefined) throw new RangeError('at least one part is required');
    this.kind = most.group.kind;
    this.className = most.group.className;
    this.fingerprint = most.group.fingerprint;
    this.within = within;
    this.#iterations = iterations;
    this.survivors = addedUp(parts.map(({ group, since }) => padded(group.survivors, since)));
    this.byHolder = this.parts.flatMap(({ group, since }) => group.byHolder.map((one) => padded(one, since)));
    this.acrossIsolates = parts.length > 1 ? corresponding(this.parts) : [];
  }

  get isSpread(): boolean {
    return this.parts.some(({ group }) => group.isSpread);
  }

  timers(): readonly TimerList[] {
    return this.parts.flatMap(({ group }) => group.timers());
  }

  findings(below: readonly HeldGroup[], isSearched: boolean): readonly Finding[] {
    const [most] = this.parts;
    if (most === undefined) return [];
    const shared = below.filter((one): one is SharedGroup => one instanceof SharedGroup);
    const inner = shared.flatMap(({ parts }) =>
      parts.filter(({ history }) => history === most.history).map(({ group }) => group),
    );
    return most.group.findings(inner, isSearched).map((finding, at) => {
      const whole = at === 0 ? this : shared.find(({ className }) => className === finding.className);
      return whole === undefined ? finding : this.#ofAll(finding, whole);
    });
  }

  /** Extends the finding of one part to all of them. */
  #ofAll(finding: Finding, { survivors, parts }: SharedGroup): Finding {
    const count = sum(survivors);
    const bytesEach = (finding.retainedBytesPerIteration * finding.iterations) / finding.count;
    return {
      ...finding,
      survivors,
      count,
      iterations: this.#iterations,
      perIteration: count / this.#iterations,
      retainedBytesPerIteration: (bytesEach * count) / this.#iterations,
      isolates: isolatesOf(parts),
    };
  }
}

function isolatesOf(parts: readonly Part[]): FindingIsolates | null {
  const [most] = parts;
  if (most?.isolate === undefined || most.isolate === null) return null;
  const names = parts.flatMap(({ isolate }) => isolate?.name ?? []);
  return { kind: most.isolate.kind, names, of: most.of, startedAt: most.isolate.startedAt };
}
