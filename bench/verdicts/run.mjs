// Runs the cases of corpora through checkLeaks and prints verdict against expectation.
// usage: run.mjs [corpus folder …] [--runs N] [--only text] [--sample N] [--seed S] [--jobs N] [--verbose]
//   [--against <built tree>] [--load N]
import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkLeaks } from '../../dist/harness/index.js';
import { drawn } from '../../dist/test/support/drawn.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
    against: { type: 'string' },
    load: { type: 'string', default: '0' },
  },
});
/** Ratio to the other tree from which on a check is named as slower. */
const SLOWER = 1.1;
const OWN = ['corpus', 'held-out', 'attacked'].map((name) => join(import.meta.dirname, name));
const folders = positionals.length === 0 ? OWN : positionals.map((folder) => resolve(folder));
/** The command of each tree that is built; those of another tree and ours take turns, each as a whole process. */
const OURS = join(import.meta.dirname, '../../dist/command/main.js');
const other = values.against === undefined ? null : resolve(values.against, 'dist/command/main.js');

const all = [];
for (const folder of folders) {
  const { cases } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  for (const one of cases) {
    if (!one.name.includes(values.only)) continue;
    for (const [variant, expected] of Object.entries(one.expected))
      all.push({ folder, one, variant, expected });
  }
}
const wanted = drawn(all, 'checks', values);
const waiting = Array.from({ length: Number(values.runs) }, () => wanted).flat();
const rows = [];
// Processes that use a processor each while checks run; they end with this one, whose pipe they read.
const load = Array.from({ length: Number(values.load) }, () =>
  spawn(
    process.execPath,
    [
      '-e',
      "process.stdin.resume().on('end', process.exit); (function busy() { const end = Date.now() + 20; while (Date.now() < end); setImmediate(busy); })()",
    ],
    {
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  ),
);
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
for (const { stdin } of load) stdin.end();
printTotals();
process.exitCode = rows.length > 0 && rows.every(({ right }) => right) ? 0 : 1;

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [row, before] = await inTurn(next);
    const differs = before === null ? '' : differenceOf(row, before);
    const ratio = before === null ? null : row.seconds / before.seconds;
    rows.push({ ...row, name: next.one.name, variant: next.variant, differs, ratio });
    const columns = [
      row.right ? '✔' : '✖',
      basename(next.folder).padEnd(9),
      next.one.name.padEnd(38),
      next.variant.padEnd(11),
      next.expected.padEnd(12),
      row.verdict.padEnd(13),
      row.culprit.padEnd(4),
      row.seconds.toFixed(1).padStart(5),
      before === null ? '' : `${before.verdict} ${before.seconds.toFixed(1)}`,
      differs,
      values.verbose || !row.right ? row.note : '',
    ];
    console.log(columns.join(' ').trimEnd());
  }
}

/** What one tree found and the other did not, by verdict and fingerprint. */
function differenceOf(ours, theirs) {
  const gone = theirs.fingerprints.filter((one) => !ours.fingerprints.includes(one));
  const added = ours.fingerprints.filter((one) => !theirs.fingerprints.includes(one));
  const parts = [
    ours.verdict === theirs.verdict ? '' : `${theirs.verdict} -> ${ours.verdict}`,
    ours.exitCode === theirs.exitCode ? '' : `exit ${theirs.exitCode} -> ${ours.exitCode}`,
    ...gone.map((one) => `-${one}`),
    ...added.map((one) => `+${one}`),
  ];
  return parts.filter((text) => text !== '').join(' ');
}

/** Our check, and that of the other tree if there is one; which goes first changes from case to case. */
async function inTurn(next) {
  if (other === null) return [await check(inThisProcess, next), null];
  const commands = rows.length % 2 === 0 ? [OURS, other] : [other, OURS];
  const both = [];
  for (const command of commands) both.push(await check((...of) => byCommand(command, ...of), next));
  return rows.length % 2 === 0 ? both : both.toReversed();
}

async function inThisProcess(scenario, options) {
  return { ...(await checkLeaks(scenario, options)), exitCode: null };
}

/** Runs a check as a whole process. What it prints is the result, or an error if nothing is printed. */
function byCommand(command, scenario, { variant, timeoutMs, worker }) {
  const args = [command, 'check', fileURLToPath(scenario), '--json', '--variant', variant];
  if (timeoutMs !== undefined) args.push('--timeout', String(timeoutMs / 1000));
  if (worker === 'process') args.push('--process');
  return new Promise((pass, reject) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (stdout === '') reject(Object.assign(new Error(stderr.trim()), { code: exitCode, exitCode }));
      else pass({ ...JSON.parse(stdout), exitCode });
    });
  });
}

async function check(checkOne, { folder, one, variant, expected }) {
  const started = performance.now();
  const scenario = pathToFileURL(join(folder, one.name, 'scenario.mjs'));
  let result;
  try {
    result = await checkOne(scenario, { variant, ...one.options });
  } catch (error) {
    const reason = { message: `${error.code}: ${error.message}` };
    result = { verdict: 'error', findings: [], reason, exitCode: error.exitCode ?? null };
  }
  const seconds = (performance.now() - started) / 1000;
  // A case may name none: then its verdict is all that is asked for.
  const isNamed = result.verdict === 'leak' && one.culprits.length > 0;
  const culprit = isNamed ? one.culprits.some((it) => namedBy(result.findings, it)) : null;
  return {
    verdict: result.verdict,
    exitCode: result.exitCode,
    culprit: culprit === null ? '–' : culprit ? 'yes' : 'NO',
    seconds,
    fingerprints: result.findings.map(({ fingerprint }) => fingerprint),
    // Several answers may be right, such as `leak|inconclusive` where the harness is tampered with.
    right: expected.split('|').includes(result.verdict) && culprit !== false,
    note: [
      (result.reason?.message ?? '').slice(0, 300),
      ...result.findings.map((it) => `${it.className} ${it.perIteration.toFixed(3)}`),
      `${result.evidence?.cycles.map((it) => it.iterations).join('+')} its`,
      result.evidence?.quietMs ? `quiet ${Math.round(result.evidence.quietMs)}` : '',
    ]
      .filter((text) => text !== '')
      .join('; '),
  };
}

/** The class or function is the finding's own or on its path; what has no name is found by its kind. */
function namedBy(findings, { type, name }) {
  return findings.some(({ className, kind, path }) =>
    name === null
      ? kind === type
      : [className, ...path.map(stepText)].some((text) =>
          new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`).test(text),
        ),
  );
}

function printTotals() {
  const count = (test) => rows.filter(test).length;
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
  const seconds = rows.map((row) => row.seconds);
  console.log(
    `\n${rows.length} checks: ${count((row) => row.right)} right, ${count((row) => !row.right)} not right ` +
      `(${count((row) => row.verdict === 'inconclusive')} inconclusive); ` +
      `median ${median(seconds).toFixed(1)} s, longest ${Math.max(0, ...seconds).toFixed(1)} s`,
  );
  const ratios = rows.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
  if (ratios.length === 0) return;
  console.log(
    `beside ${basename(values.against)}: ${median(ratios).toFixed(2)} times as long, the median of ${ratios.length}; ` +
      `verdict, exit code and fingerprints the same in ${count(({ differs }) => differs === '')}`,
  );
  const slower = rows.filter(({ ratio }) => ratio > SLOWER).toSorted((a, b) => b.ratio - a.ratio);
  console.log(`more than ${SLOWER} times as long: ${slower.length}`);
  for (const { name, variant, seconds: now, ratio, verdict } of slower)
    console.log(`  ${ratio.toFixed(2)} ${name} ${variant} ${now.toFixed(1)} s ${verdict}`);
}

/** An older tree's path is lines of text. */
function stepText(step) {
  return typeof step === 'string' ? step : `${step.reference ?? ''} ${step.node}`;
}
