import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { drawn } from '../support/drawn.js';
import { INSTALL, pack } from '../support/pack.js';
import { PROJECT } from '../support/project.js';

// npm run examples [-- name …] [--sample N] [--seed S]: installs each example from the packed package and runs its tests, of
// which one must fail with its trace, and another one must pass.
interface Expected {
  readonly passes: string;
  readonly fails: string;
  /** What the failure names. */
  readonly trace: readonly string[];
}

const EXAMPLES = join(PROJECT, 'examples');
/** How runners mark a test that has passed, and one that has failed. */
const PASSED = /^(✔|✓|ok)/;
const FAILED = /^(✖|✕|×|not ok|\d+\))/;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, seed: { type: 'string' } },
});
const expected = JSON.parse(readFileSync(join(EXAMPLES, 'expected.json'), 'utf8')) as Record<
  string,
  Expected
>;
const folders = readdirSync(EXAMPLES, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? one.name : [],
);
const wanted = positionals.length > 0 ? positionals : drawn(folders, 'examples', values);
const folder = mkdtempSync(join(tmpdir(), 'heapwitness-examples-'));
let wrong = 0;
try {
  const { tarball } = pack(folder);
  for (const name of wanted) {
    const complaints = tried(name, tarball);
    process.stdout.write(`${complaints.length === 0 ? 'as stated' : 'WRONG    '}  ${name}\n`);
    for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`);
    if (complaints.length > 0) wrong += 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${wanted.length - wrong} of ${wanted.length} examples as stated\n`);
process.exitCode = wrong > 0 || wanted.length === 0 ? 1 : 0;

/** Installs an example in an empty folder and returns what is not as expected. */
function tried(name: string, tarball: string): string[] {
  const one = expected[name];
  if (one === undefined) return ['expected.json does not have it.'];
  const copy = join(folder, name);
  cpSync(join(EXAMPLES, name), copy, { recursive: true });
  for (const args of [
    ['ci', ...INSTALL],
    ['install', '--no-save', ...INSTALL, tarball],
  ]) {
    const { status, output } = npm(args, copy);
    if (status !== 0) return [`npm ${args[0]} failed: ${output}`];
  }
  const { status, output } = npm(['test'], copy);
  const isMarked = (text: string, mark: RegExp): boolean =>
    output.split('\n').some((line) => line.includes(text) && mark.test(line.trim()));
  const complaints = [
    ...(status === 1 ? [] : [`npm test ended with ${status}, not 1.`]),
    ...(isMarked(one.passes, PASSED) ? [] : [`"${one.passes}" did not pass.`]),
    ...(isMarked(one.fails, FAILED) ? [] : [`"${one.fails}" did not fail.`]),
    ...one.trace.filter((text) => !output.includes(text)).map((text) => `No failure names "${text}".`),
  ];
  return complaints.length === 0 ? [] : [...complaints, output];
}

function npm(
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly stdout: string; readonly output: string } {
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, env, encoding: 'utf8' });
  return { status, stdout, output: stripVTControlCharacters(`${stdout}${stderr}`) };
}
