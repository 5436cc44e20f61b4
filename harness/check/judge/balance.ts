import type { OpenFile } from '../../isolates/agent/index.js';
import type { Change, NamedChange, OwnedBytes, ResourceBalance } from '../result/balance.js';
import type { ExternalPlace } from '../run/heap-history.js';
import type { ProcessUse, ProgramUse } from '../run/program-use.js';
import type { SurvivorHistory } from '../run/survivor-history.js';
import { NOISE_BYTES } from './counter-rule.js';
import { sum } from './growth-rule.js';

/** Maximum number of rows of each list. */
const MOST_ROWS = 20;
const MOST_OWNERS = 5;

/** Returns what the program used at the first and at the last look; `null` if that is not known. */
export function balanceOf({ uses, heap }: SurvivorHistory<unknown>): ResourceBalance | null {
  const [first, last] = [uses.at(0)?.use, uses.at(-1)?.use];
  if (first === undefined || last === undefined) return null;
  const change = (of: (process: ProcessUse) => number | null): Change | null => {
    const [before, after] = [total(first, of), total(last, of)];
    return before === null || after === null ? null : { first: before, last: after };
  };
  const known = (of: (process: ProcessUse) => number): Change => change(of) ?? { first: 0, last: 0 };
  return {
    residentBytes: change(({ rssBytes }) => rssBytes),
    heapBytes: known(({ heapBytes }) => heapBytes),
    externalBytes: known(({ externalBytes }) => externalBytes),
    externalOwners: ownersOf(heap.external()),
    cppHeapBytes: change(({ cppHeapBytes }) => cppHeapBytes),
    restBytes: change(({ restBytes }) => restBytes),
    files: openOf('file', first, last),
    sockets: openOf('socket', first, last),
    processes: changesOf(first.children, last.children),
  };
}

/** Compares how often each name occurs at two looks: those that changed most first. */
export function changesOf(first: readonly string[], last: readonly string[]): NamedChange[] {
  const changes = new Map<string, { first: number; last: number }>();
  const at = (name: string): { first: number; last: number } => {
    const known = changes.get(name) ?? { first: 0, last: 0 };
    changes.set(name, known);
    return known;
  };
  for (const name of first) at(name).first += 1;
  for (const name of last) at(name).last += 1;
  return [...changes]
    .map(([name, change]) => ({ name, ...change }))
    .toSorted((one, other) => distance(other) - distance(one) || other.last - one.last)
    .slice(0, MOST_ROWS);
}

function openOf(kind: OpenFile['kind'], first: ProgramUse, last: ProgramUse): NamedChange[] | null {
  if (first.files === null || last.files === null) return null;
  const names = (files: readonly OpenFile[]): string[] =>
    files.filter((one) => one.kind === kind).map(({ name }) => name);
  return changesOf(names(first.files), names(last.files));
}

function ownersOf(places: readonly ExternalPlace[]): OwnedBytes[] {
  return places
    .filter(({ bytes }) => bytes >= NOISE_BYTES)
    .slice(0, MOST_OWNERS)
    .flatMap(({ bytes, before, finding }) =>
      finding().map(({ path }) => ({ path, first: before, last: before + bytes })),
    );
}

function total(use: ProgramUse, of: (process: ProcessUse) => number | null): number | null {
  const numbers = use.processes.flatMap((process) => of(process) ?? []);
  return numbers.length < use.processes.length ? null : sum(numbers);
}

function distance({ first, last }: Change): number {
  return Math.abs(last - first);
}
