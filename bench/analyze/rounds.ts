import { measureProcess } from '../support/measured-process.js';
import type { Outcome, Usage } from '../support/measured-process.js';
import { median } from '../support/median.js';
import { compareTables, tableOf } from './class-table.js';
import type { TableDifference } from './class-table.js';
import type { Contestant } from './contestants.js';

/** What one contestant took for one snapshot. */
export interface Measured {
  readonly contestant: Contestant;
  readonly rounds: readonly Usage[];
  /** Medians; `NaN` of no rounds. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  /** Why there are no rounds, or fewer than asked for; empty otherwise. */
  readonly remark: string;
}

export interface RoundsOptions {
  readonly file: string;
  readonly contestants: readonly Contestant[];
  readonly rounds: number;
  /** A process is killed after so long. */
  readonly timeoutMs: number;
  /** After the first round, whether only those peers go on that lead in time or in memory. */
  readonly leadersOnly: boolean;
  readonly check: boolean;
  readonly onProgress: (what: string) => void;
}

export interface RoundsResult {
  readonly measured: readonly Measured[];
  /** `null` when it was not asked for, or the reference did not run. */
  readonly check: TableDifference | null;
  /** How large the heap is, as ours says. */
  readonly table: { readonly nodes: number | null; readonly edges: number | null };
}

/** Runs all contestants in turn, as often as asked, so that a busy machine is busy for all of them. */
export async function runRounds(options: RoundsOptions): Promise<RoundsResult> {
  const runs = options.contestants.map((contestant) => new Runs(contestant));
  for (let round = 1; round <= options.rounds; round++) {
    for (const run of runs) {
      if (run.remark !== '') continue;
      options.onProgress(`round ${round} of ${options.rounds}: ${run.contestant.name}`);
      run.take(await runOne(run.contestant, options));
    }
    if (round === 1 && options.leadersOnly) dropFollowers(runs);
  }
  return {
    measured: runs.map((run) => run.summary()),
    check: options.check ? check(runs) : null,
    table: totalsOf(runs),
  };
}

class Runs {
  readonly contestant: Contestant;
  readonly #rounds: Usage[] = [];
  stdout: string | null = null;
  remark = '';

  constructor(contestant: Contestant) {
    this.contestant = contestant;
  }

  take(outcome: Outcome): void {
    if (outcome.kind === 'failed') {
      this.remark = outcome.why;
      return;
    }
    this.#rounds.push(outcome.usage);
    this.stdout = outcome.stdout;
  }

  summary(): Measured {
    return {
      contestant: this.contestant,
      rounds: this.#rounds,
      wallMs: median(this.#rounds.map(({ wallMs }) => wallMs)),
      cpuMs: median(this.#rounds.map(({ cpuMs }) => cpuMs)),
      peakBytes: median(this.#rounds.map(({ peakBytes }) => peakBytes)),
      remark: this.remark,
    };
  }
}

/** Who is within so much of the best leads too. */
const NEARLY = 1.05;

function dropFollowers(runs: readonly Runs[]): void {
  const peers = runs
    .filter(({ contestant, remark }) => contestant.kind === 'peer' && remark === '')
    .map((run) => ({ run, ...run.summary() }));
  const fastest = Math.min(...peers.map(({ wallMs }) => wallMs));
  const leanest = Math.min(...peers.map(({ peakBytes }) => peakBytes));
  for (const { run, wallMs, peakBytes } of peers) {
    const leads = wallMs <= NEARLY * fastest || peakBytes <= NEARLY * leanest;
    if (!leads) run.remark = '1 round: neither fastest nor leanest';
  }
}

function runOne(
  { node, program, options }: Contestant,
  { file, timeoutMs }: RoundsOptions,
): Promise<Outcome> {
  return measureProcess({ node, args: [...program, file, ...options], timeoutMs });
}

function check(runs: readonly Runs[]): TableDifference | null {
  const ours = runs.find(({ contestant }) => contestant.kind === 'ours')?.stdout;
  const reference = runs.find(({ contestant }) => contestant.isReference)?.stdout;
  return ours && reference ? compareTables(tableOf(ours), tableOf(reference)) : null;
}

function totalsOf(runs: readonly Runs[]): RoundsResult['table'] {
  const stdout = runs.find(({ contestant }) => contestant.kind === 'ours')?.stdout;
  if (!stdout) return { nodes: null, edges: null };
  const { nodeCount, edgeCount } = JSON.parse(stdout) as { nodeCount: number; edgeCount: number };
  return { nodes: nodeCount, edges: edgeCount };
}
