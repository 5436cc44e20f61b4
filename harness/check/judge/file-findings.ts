import { dirname, isAbsolute, relative } from 'node:path';
import type { OpenFile } from '../../isolates/agent/index.js';
import { fingerprintOf } from '../../retention/index.js';
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

/** Files that are open more often than before: one, or all of a folder. */
interface GrownFile extends Omit<OpenFile, 'kind'> {
  readonly count: number;
}

/**
 * Returns a finding for each file that is open more often than before, and for each folder of which more files are open;
 * none if these do not explain most of the growth.
 *
 * @param first what was open at the first look
 */
export function fileFindings(
  { sizes, growth }: CounterCourse,
  first: readonly OpenFile[],
  last: readonly OpenFile[],
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
  return all.map(({ name, access, count }) =>
    findingOf({
      fingerprint: fingerprintOf(['resource', scenario, FILES, nearName(name)]),
      className: FILES,
      kind: 'resource',
      count,
      iterations,
      openFile: { name, access },
    }),
  );
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
    const folder = `${dirname(name)}/*`;
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
