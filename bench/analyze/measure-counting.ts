import { fileURLToPath } from 'node:url';
import { makeSnapshot } from '../heaps/snapshot-cache.js';
import { markdownTable } from '../support/markdown-table.js';
import { measureProcess } from '../support/measured-process.js';
import type { Usage } from '../support/measured-process.js';
import { median } from '../support/median.js';
import { reportProgress } from '../support/progress.js';

/** Counting the nodes of a snapshot by class, without reading an edge: a whole process. */
export interface CountingResult {
  readonly bytes: number;
  readonly rounds: readonly Usage[];
  readonly wallMs: number;
  readonly peakBytes: number;
  /** Why there are fewer rounds than asked for. */
  readonly failure: string;
}

const PROGRAM = fileURLToPath(new URL('./count-nodes.js', import.meta.url));
const TIMEOUT_MS = 300_000;

export async function measureCounting(megabytes: number, rounds: number): Promise<CountingResult> {
  const { file, bytes } = await makeSnapshot(megabytes);
  const taken: Usage[] = [];
  let failure = '';
  for (let round = 1; round <= rounds && failure === ''; round++) {
    reportProgress(`${megabytes} MB, counting alone, round ${round} of ${rounds}`);
    const outcome = await measureProcess({
      node: process.execPath,
      args: [PROGRAM, file],
      timeoutMs: TIMEOUT_MS,
    });
    if (outcome.kind === 'done') taken.push(outcome.usage);
    else failure = outcome.why;
  }
  return {
    bytes,
    rounds: taken,
    wallMs: median(taken.map(({ wallMs }) => wallMs)),
    peakBytes: median(taken.map(({ peakBytes }) => peakBytes)),
    failure,
  };
}

/** A row for each snapshot. */
export function formatCounting(results: readonly CountingResult[]): string {
  const rows = results.map(({ bytes, rounds, wallMs, peakBytes, failure }) => [
    `${Math.round(bytes / 1e6)} MB`,
    `${(wallMs / 1000).toFixed(2)} s`,
    `${(bytes / 1e3 / wallMs).toFixed(0)} MB/s`,
    `${(peakBytes / 1e6).toFixed(0)} MB`,
    String(rounds.length),
    failure,
  ]);
  const head = ['snapshot', 'time', 'rate', 'peak memory', 'rounds', ''];
  return `### Counting nodes by class, without edges\n\n${markdownTable(head, rows, { words: [head.length - 1] })}`;
}
