// Runs every case of a corpus folder through checkLeaks and prints verdict against expectation.
// usage: run.mjs <corpus folder> [--runs N] [--only text] [--jobs N] [--verbose]
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkLeaks } from '../../dist/harness/index.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});
const folder = resolve(positionals[0] ?? '.');
const { cases } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));

const waiting = [];
for (let run = 1; run <= Number(values.runs); run++) {
  for (const one of cases) {
    if (!one.name.includes(values.only)) continue;
    for (const [variant, expected] of Object.entries(one.expected)) {
      waiting.push({ run, one, variant, expected });
    }
  }
}
const rows = [];
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
printTotals();
process.exitCode = rows.every(({ right }) => right) ? 0 : 1;

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const row = await check(next);
    rows.push(row);
    const columns = [
      row.right ? '✔' : '✖',
      next.one.name.padEnd(38),
      next.variant.padEnd(8),
      next.expected.padEnd(6),
      row.verdict.padEnd(13),
      row.culprit.padEnd(4),
      row.seconds.toFixed(1).padStart(5),
      values.verbose || !row.right ? row.note : '',
    ];
    console.log(columns.join(' ').trimEnd());
  }
}

async function check({ one, variant, expected }) {
  const started = performance.now();
  const scenario = pathToFileURL(join(folder, one.name, 'scenario.mjs'));
  let result;
  try {
    result = await checkLeaks(scenario, { variant });
  } catch (error) {
    result = { verdict: 'error', findings: [], reason: { message: error.message } };
  }
  const seconds = (performance.now() - started) / 1000;
  // A case may name none: then its verdict is all that is asked for.
  const isNamed = result.verdict === 'leak' && one.culprits.length > 0;
  const culprit = isNamed ? one.culprits.some((it) => namedBy(result.findings, it)) : null;
  return {
    verdict: result.verdict,
    culprit: culprit === null ? '–' : culprit ? 'yes' : 'NO',
    seconds,
    right: expected.split('|').includes(result.verdict) && culprit !== false,
    note: [
      result.reason?.message ?? '',
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
      : [className, ...path].some((text) => new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`).test(text)),
  );
}

function printTotals() {
  const count = (test) => rows.filter(test).length;
  const seconds = rows.map((row) => row.seconds).sort((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)] ?? 0;
  console.log(
    `\n${rows.length} checks: ${count((row) => row.right)} right, ${count((row) => !row.right)} not right ` +
      `(${count((row) => row.verdict === 'inconclusive')} inconclusive); ` +
      `median ${median.toFixed(1)} s, longest ${(seconds.at(-1) ?? 0).toFixed(1)} s`,
  );
}
