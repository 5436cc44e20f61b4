/** `npm run bench:capture [megabytes,…] [rounds] [markdown file]`: a live worker, captured and analysed, beside V8's capture alone. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { customersFor } from '../heaps/snapshot-cache.js';
import { describeMachine, formatMachine } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import { measureProcess } from '../support/measured-process.js';
import { median } from '../support/median.js';
import { reportProgress } from '../support/progress.js';
import { replaceMarked, writeResults } from '../support/results.js';

interface Captured {
  readonly bytes: number;
  readonly classes: number;
  readonly drained: readonly number[];
  readonly analysed: readonly number[];
}

const PROGRAM = fileURLToPath(new URL('./measure-capture.js', import.meta.url));
const LONGEST_MS = 30 * 60 * 1000;
const WANTED = 1.2;

const [sizes = '100', rounds = '5', markdown] = process.argv.slice(2);
const machine = describeMachine();
const results: Captured[] = [];
for (const megabytes of sizes.split(',').map(Number)) {
  reportProgress(`${megabytes} MB: two workers, ${rounds} rounds`);
  results.push(await measure(megabytes));
}
const text = formatCaptures(results);
console.log(`\n${text}\n\n${formatMachine(machine)}`);
if (markdown !== undefined)
  replaceMarked(markdown, 'bench:capture', `${text}\n\n_${formatMachine(machine)}_`);
console.log(`Figures: ${relative('', writeResults('capture', { machine, results }))}`);

async function measure(megabytes: number): Promise<Captured> {
  const args = ['--max-old-space-size=16000', PROGRAM, String(customersFor(megabytes)), rounds];
  const outcome = await measureProcess({ node: process.execPath, args, timeoutMs: LONGEST_MS });
  if (outcome.kind === 'failed') throw new Error(`Capturing ${megabytes} MB failed: ${outcome.why}`);
  return JSON.parse(outcome.stdout) as Captured;
}

function formatCaptures(captures: readonly Captured[]): string {
  const rows = captures.map(({ bytes, drained, analysed }) => {
    const [alone, both] = [median(drained), median(analysed)];
    return [
      `${Math.round(bytes / 1e6)} MB`,
      `${(alone / 1000).toFixed(2)} s`,
      `${(both / 1000).toFixed(2)} s`,
      (both / alone).toFixed(2),
      String(drained.length),
    ];
  });
  const head = ['snapshot', 'drained to nothing', 'captured and analysed', 'ratio', 'rounds'];
  return `${markdownTable(head, rows, { words: [] })}\n\nAt most ${WANTED} is wanted.`;
}
