import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ReportDocument } from '../../harness/render/index.js';

/** The cases as they are published: their TypeScript, which a report shows, and the JavaScript that is run. */
export const CATALOGUE_FILES: readonly RegExp[] = [
  /^cases\/([a-z0-9-]+\/)?[A-Za-z0-9.-]+\.ts$/,
  /^cases\/packages\/package\.json$/,
  /^dist\/catalogue\/([a-z0-9-]+\/)?[A-Za-z0-9.-]+\.js$/,
];
/** What the catalogue may add to the packed package. */
const MOST_BYTES = 300 * 1024;
/** One that needs nothing, and all that need a package. */
const TRIED = ['hello', 'values-outlive-keys', 'transaction', 'worker-pool'];

/**
 * Checks how much the catalogue adds to a packed package.
 *
 * @param project folder with the packed files
 * @throws {Error} when it is too much, or nothing
 */
export function measureCatalogue(project: string, paths: readonly string[]): void {
  const files = paths.filter((path) => CATALOGUE_FILES.some((rule) => rule.test(path)));
  const bytes = gzipSync(Buffer.concat(files.map((path) => readFileSync(join(project, path))))).length;
  if (files.length < 2 * TRIED.length || bytes > MOST_BYTES)
    throw new Error(
      `The catalogue has ${files.length} files of ${bytes} bytes packed; ${MOST_BYTES} is the limit.`,
    );
  process.stdout.write(`the catalogue: ${files.length} files, ${Math.ceil(bytes / 1024)} KiB packed\n`);
}

/**
 * Runs cases of the published catalogue in a project where only the package is installed.
 *
 * @throws {Error} when one ends otherwise than it should
 */
export function tryCases(folder: string): void {
  const some = heapwitness(folder, 2, 'cases', ...TRIED, '--no-snapshots');
  requireText(some.stderr, 'Cases published with heapwitness');
  requireText(some.stdout, `1 of ${TRIED.length} cases as stated, ${TRIED.length - 1} not run`);
  requireText(some.stdout, 'To run all cases: npm install ');
  const { cases, notRun } = reportIn(folder);
  requireEqual(
    cases[0]?.sources.map(({ name }) => name),
    ['case.ts', 'worker.ts'],
  );
  requireEqual(notRun.map(({ id }) => id).toSorted(), TRIED.slice(1).toSorted());
  const none = heapwitness(folder, 2, 'cases', 'worker-pool');
  requireText(none.stderr, 'the case worker-pool needs piscina@');
  process.stdout.write('the published cases run, or report which package they need\n');
}

/** Runs the command where the package is installed; any other exit code than this one is an error. */
export function heapwitness(
  folder: string,
  code: number,
  ...args: string[]
): { stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('npx', ['heapwitness', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== code)
    throw new Error(
      `heapwitness ${args.join(' ')} ended with ${status} instead of ${code}:\n${stdout}${stderr}`,
    );
  return { stdout, stderr };
}

/** Reads the report of the last run. */
export function reportIn(folder: string): ReportDocument {
  return JSON.parse(readFileSync(join(folder, 'reports', 'latest', 'report.json'), 'utf8')) as ReportDocument;
}

function requireText(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`${JSON.stringify(part)} is missing in:\n${text}`);
}

/** @throws {Error} when two values differ as JSON */
export function requireEqual(value: unknown, expected: unknown): void {
  const [got, wanted] = [value, expected].map((one) => JSON.stringify(one));
  if (got !== wanted) throw new Error(`${got} instead of ${wanted}`);
}
