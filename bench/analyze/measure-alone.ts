import { gzipped, makeSnapshot } from '../heaps/snapshot-cache.js';
import { markdownTable } from '../support/markdown-table.js';
import { measureProcess } from '../support/measured-process.js';
import type { Usage } from '../support/measured-process.js';
import { median } from '../support/median.js';
import { reportProgress } from '../support/progress.js';
import { COMMAND } from './contestants.js';

/** What no peer does, as whole processes of ours on one snapshot. */
export interface AloneResult {
  /** Of the snapshot, decompressed. */
  readonly bytes: number;
  readonly rounds: readonly Usage[];
  readonly wallMs: number;
  readonly peakBytes: number;
  /** Why there are fewer rounds than asked for. */
  readonly failure: string;
}

const TIMEOUT_MS = 300_000;

/** Counting the nodes by class, without reading an edge. */
export async function measureCounting(megabytes: number, rounds: number): Promise<AloneResult> {
  const { file, bytes } = await makeSnapshot(megabytes);
  return measureAlone(
    `${megabytes} MB, counting alone`,
    bytes,
    [COMMAND, 'analyze', file, '--counts', '--json'],
    rounds,
  );
}

/** The table of all classes from a compressed file. */
export async function measureGzip(megabytes: number, rounds: number): Promise<AloneResult> {
  const { file, bytes } = await makeSnapshot(megabytes);
  const args = [COMMAND, 'analyze', await gzipped(file), '--json'];
  return measureAlone(`${megabytes} MB, compressed`, bytes, args, rounds);
}

async function measureAlone(
  what: string,
  bytes: number,
  args: readonly string[],
  rounds: number,
): Promise<AloneResult> {
  const taken: Usage[] = [];
  let failure = '';
  for (let round = 1; round <= rounds && failure === ''; round++) {
    reportProgress(`${what}, round ${round} of ${rounds}`);
    const outcome = await measureProcess({ node: process.execPath, args, timeoutMs: TIMEOUT_MS });
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
export function formatAlone(title: string, results: readonly AloneResult[]): string {
  const rows = results.map(({ bytes, rounds, wallMs, peakBytes, failure }) => [
    `${Math.round(bytes / 1e6)} MB`,
    `${(wallMs / 1000).toFixed(2)} s`,
    `${(bytes / 1e3 / wallMs).toFixed(0)} MB/s`,
    `${(peakBytes / 1e6).toFixed(0)} MB`,
    String(rounds.length),
    failure,
  ]);
  const head = ['snapshot', 'time', 'rate', 'peak memory', 'rounds', ''];
  return `### ${title}\n\n${markdownTable(head, rows, { words: [head.length - 1] })}`;
}
