import type { VisitedIsolate } from '../../isolates/program/index.js';
import type { TimerList } from '../../heap/graph/index.js';
import { sum } from '../judge/growth-rule.js';
import type { Finding, FindingIsolates } from '../result/verdict.js';
import { classKey, type HeldGroup } from './heap-history.js';
import type { SnapshotHistory } from './snapshot-history.js';

/** A group of one isolate. */
export interface Part {
  readonly group: HeldGroup;
  readonly history: SnapshotHistory;
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

/** Returns the survivors of the first holder of each isolate, of the second one of each, and so on. */
function corresponding(byHolder: readonly HeldGroup['byHolder'][]): HeldGroup['acrossIsolates'] {
  const most = Math.max(0, ...byHolder.map((holders) => holders.length));
  return Array.from({ length: most }, (_, at) => byHolder.flatMap((holders) => holders.slice(at, at + 1)));
}

/** Combines the groups of isolates of one origin that have the same class and are retained in the same way. */
export function sharedGroups(parts: readonly Part[], iterations: number): SharedGroup[] {
  const heads = new Map<HeldGroup, SharedGroup>();
  return [...sameIn(parts).values()].map((same) => {
    const [first] = same;
    const above = first?.group.within ?? null;
    const shared = new SharedGroup(same, above === null ? null : (heads.get(above) ?? null), iterations);
    for (const { group } of same) heads.set(group, shared);
    return shared;
  });
}

function sameIn(parts: readonly Part[]): Map<string, Part[]> {
  const same = new Map<string, Part[]>();
  for (const part of parts) {
    const { kind, className, fingerprint } = part.group;
    const key = [originKey(part.isolate), fingerprint, classKey(kind, className)].join(' ');
    same.set(key, [...(same.get(key) ?? []), part]);
  }
  return same;
}

/** Objects of one class that are retained in the same way in several isolates. */
export class SharedGroup implements HeldGroup {
  readonly kind: HeldGroup['kind'];
  readonly className: string;
  readonly fingerprint: string;
  readonly survivors: readonly number[];
  readonly byHolder: readonly (readonly number[])[];
  readonly acrossIsolates: HeldGroup['acrossIsolates'];
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
    const byHolder = this.parts.map(({ group, since }) => group.byHolder.map((one) => padded(one, since)));
    this.byHolder = byHolder.flat();
    this.acrossIsolates = parts.length > 1 ? corresponding(byHolder) : [];
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
