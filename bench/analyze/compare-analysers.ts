import { relative } from 'node:path';
import { makeSnapshot } from '../heaps/snapshot-cache.js';
import { describeMachine, formatMachine } from '../support/machine.js';
import { reportProgress } from '../support/progress.js';
import { replaceMarked, writeResults } from '../support/results.js';
import type { TableDifference } from './class-table.js';
import { compareNodes, formatNodes } from './compare-nodes.js';
import { contestants } from './contestants.js';
import { installPeers } from './install-peers.js';
import { type AloneResult, formatAlone, measureCounting, measureGzip } from './measure-alone.js';
import { formatScaling, measureScaling } from './measure-scaling.js';
import { formatShapes, measureHuge, measureShapes } from './measure-shapes.js';
import type { AnalyzeOptions } from './options.js';
import { runRounds } from './rounds.js';
import type { Measured } from './rounds.js';
import { formatSize, sizeResult } from './size-table.js';
import type { SizeResult } from './size-table.js';

/** Large enough for all that an application's heap has. */
const NODES_MEGABYTES = 30;

/** Makes the snapshots, measures all contestants on each, prints and writes the tables; answers the exit code. */
export async function compareAnalysers(options: AnalyzeOptions): Promise<number> {
  if (options.peers.length > 0) installPeers();
  const machine = describeMachine();
  const session = new Session(options);
  const blocks: string[] = [];
  const show = (block: string): void => {
    blocks.push(block);
    console.log(`\n${block}`);
  };

  for (const [at, megabytes] of options.sizes.entries())
    show(await session.measure(megabytes, options.rounds[at] ?? 1));
  const scaling =
    session.sizes.length > 1 ? await measureScaling(session.sizes, Math.max(...options.rounds)) : [];
  if (scaling.length > 0) show(formatScaling(scaling));
  const counting = options.counting ? await forEachSize(options, measureCounting) : [];
  if (counting.length > 0) show(formatAlone('Counting nodes by class, without edges', counting));
  const gzip = options.gzip ? await forEachSize(options, measureGzip) : [];
  if (gzip.length > 0) show(formatAlone('The table of all classes from a compressed file (`.gz`)', gzip));
  const shapes = [
    ...(options.shapes > 0 ? await measureShapes(options.peers, options.shapes) : []),
    ...(options.huge ? [await measureHuge()] : []),
  ];
  if (shapes.length > 0) show(formatShapes(shapes));
  const nodes = options.nodes.length > 0 ? await compareNodes(options.nodes, NODES_MEGABYTES) : [];
  if (nodes.length > 0) show(formatNodes(nodes));

  show(`_${formatMachine(machine)}_`);
  const { sizes, checks } = session;
  const figures = { machine, sizes, checks, scaling, counting, gzip, shapes, nodes };
  if (options.markdown !== undefined) replaceMarked(options.markdown, 'bench:analyze', blocks.join('\n\n'));
  console.log(`\nFigures: ${relative('', writeResults('analyze', figures, options.json))}`);
  return [...checks, ...nodes].some(({ differenceCount }) => differenceCount > 0) ? 1 : 0;
}

async function forEachSize(
  { sizes, rounds }: AnalyzeOptions,
  measure: (megabytes: number, rounds: number) => Promise<AloneResult>,
): Promise<AloneResult[]> {
  const results: AloneResult[] = [];
  for (const [at, megabytes] of sizes.entries()) results.push(await measure(megabytes, rounds[at] ?? 1));
  return results;
}

class Session {
  readonly sizes: SizeResult[] = [];
  readonly checks: (TableDifference & { readonly megabytes: number })[] = [];
  readonly #options: AnalyzeOptions;
  /** Why a contestant, by name, is not run any more. */
  readonly #givenUp = new Map<string, string>();

  constructor(options: AnalyzeOptions) {
    this.#options = options;
  }

  /** Measures all on one snapshot, and gives the table as text. */
  async measure(megabytes: number, rounds: number): Promise<string> {
    const { peers, leadersAbove, check: checks } = this.#options;
    reportProgress(`making ${megabytes} MB`);
    const { file, bytes } = await makeSnapshot(megabytes);
    const everyone = contestants(peers);
    const { measured, check, table } = await runRounds({
      file,
      contestants: everyone.filter(({ name }) => !this.#givenUp.has(name)),
      rounds,
      // The slowest peer that gets to the end needs a tenth of it on a quiet machine.
      timeoutMs: Math.round(60_000 + (400 * bytes) / 1e6),
      leadersOnly: megabytes > leadersAbove,
      check: checks,
      onProgress: (what) => reportProgress(`${megabytes} MB, ${what}`),
    });
    const result = sizeResult({ megabytes, bytes, ...table }, [
      ...measured,
      ...everyone.flatMap((contestant): Measured[] => {
        const remark = this.#givenUp.get(contestant.name);
        if (remark === undefined) return [];
        return [
          { contestant, rounds: [], wallMs: Number.NaN, cpuMs: Number.NaN, peakBytes: Number.NaN, remark },
        ];
      }),
    ]);
    for (const { contestant, rounds: done, remark } of measured) {
      if (done.length === 0) this.#givenUp.set(contestant.name, `not run: at ${megabytes} MB ${remark}`);
    }
    return this.#keep(result, check);
  }

  #keep(result: SizeResult, check: TableDifference | null): string {
    this.sizes.push(result);
    if (check !== null) this.checks.push({ megabytes: result.megabytes, ...check });
    return formatSize(result) + (check === null ? '' : `\n\n${formatCheck(check)}`);
  }
}

function formatCheck({ rows, differenceCount, examples }: TableDifference): string {
  if (differenceCount === 0) return `All ${rows} classes equal heap-snapshot-toolkit's.`;
  return [`${differenceCount} rows differ from heap-snapshot-toolkit's ${rows}:\n`, ...examples].join('\n- ');
}
