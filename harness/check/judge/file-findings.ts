import { basename, dirname, isAbsolute, relative } from 'node:path';
import type { OpenedFile, OpenFile } from '../../isolates/agent/index.js';
import { fingerprintOf, mostFrequentFrames, SourceMaps } from '../../retention/index.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';
import { sum } from './growth-rule.js';
import type { CounterCourse } from './counter-rule.js';

/** The counter of open files. */
export const FILES = 'file descriptors';
/** Minimum share of the growth that a file, or the files of a folder, have for a finding of their own. */
const LEAST_SHARE = 0.2;
/** Share of the growth that all of them together must explain. */
const EXPLAINED = 0.5;

/** The files that a program has open. */
export interface SeenFiles {
  readonly first: readonly OpenFile[];
  readonly last: readonly OpenFile[];
  /** What has been opened since, as far as it was noted. */
  readonly opened: readonly OpenedFile[];
}

/** Files that are open more often than before: one, or all of a folder. */
interface GrownFile extends Pick<OpenFile, 'name' | 'access'> {
  readonly count: number;
}

/**
 * Returns a finding for each file that is open more often than before, and for each folder of which more files are open;
 * none if these do not explain most of the growth.
 */
export function fileFindings(
  { sizes, growth }: CounterCourse,
  { first, last, opened }: SeenFiles,
  scenario: string,
): Finding[] {
  const iterations = (sizes.at(-1)?.iterations ?? 0) - (sizes.at(0)?.iterations ?? 0);
  const total = sum(growth);
  const isLarge = ({ count }: GrownFile): boolean => count >= LEAST_SHARE * total;
  const files = grownFiles(first, last);
  const single = files.filter(isLarge);
  const folders = byFolder(files.filter((one) => !isLarge(one))).filter(isLarge);
  const all = [...single, ...folders].toSorted((one, other) => other.count - one.count);
  if (sum(all.map(({ count }) => count)) < EXPLAINED * total) return [];
  const maps = new SourceMaps(true);
  return all.map(({ name, access, count }) =>
    findingOf({
      fingerprint: fingerprintOf(['resource', scenario, FILES, nearName(name)]),
      className: FILES,
      kind: 'resource',
      count,
      iterations,
      allocatedAt: mostFrequentFrames(stacksOf(name, last, opened), maps),
      openFile: { name, access },
    }),
  );
}

/** Returns the calls that opened each of the files with a name. A descriptor may have been closed and used again. */
function stacksOf(
  name: string,
  last: readonly OpenFile[],
  opened: readonly OpenedFile[],
): OpenedFile['calls'][] {
  const openings = new Map(opened.map((one) => [one.descriptor, one]));
  return last
    .filter((one) => one.name === name || folderOf(one.name) === name)
    .flatMap((one) => {
      const opening = openings.get(one.descriptor);
      return opening?.name === basename(one.name) ? [opening.calls] : [];
    });
}

function folderOf(name: string): string {
  return `${dirname(name)}/*`;
}

function grownFiles(first: readonly OpenFile[], last: readonly OpenFile[]): GrownFile[] {
  const grown = new Map<string, GrownFile>();
  const add = ({ name, access }: OpenFile, count: number): void => {
    const before = grown.get(name)?.count ?? 0;
    grown.set(name, { name, access, count: before + count });
  };
  for (const file of last) add(file, 1);
  for (const file of first) add(file, -1);
  return [...grown.values()].filter(({ count }) => count > 0);
}

/** Adds up files of the same folder: programs often open files whose names are new each time. */
function byFolder(files: readonly GrownFile[]): GrownFile[] {
  const folders = new Map<string, GrownFile>();
  for (const { name, access, count } of files) {
    if (!isAbsolute(name)) continue;
    const folder = folderOf(name);
    const before = folders.get(folder)?.count ?? 0;
    folders.set(folder, { name: folder, access, count: before + count });
  }
  return [...folders.values()];
}

/** The name of a file as it is on any machine, if the file is below the current folder. */
function nearName(name: string): string {
  if (!isAbsolute(name)) return name;
  const near = relative(process.cwd(), name);
  return near.startsWith('..') ? name : near;
}
