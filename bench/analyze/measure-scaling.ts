import { makeSnapshot } from '../heaps/snapshot-cache.js';
import { markdownTable } from '../support/markdown-table.js';
import { measureProcess } from '../support/measured-process.js';
import { median } from '../support/median.js';
import { reportProgress } from '../support/progress.js';
import { COMMAND } from './contestants.js';
import type { SizeResult } from './size-table.js';

/** Whether ours stays as quick and as lean per node as snapshots grow: medians of rounds that take all sizes in turn. */
export interface ScalingRow {
  readonly megabytes: number;
  readonly nodes: number;
  readonly nsPerNode: number;
  readonly bytesPerNode: number;
  /**
   * For the nodes alone that a snapshot has more than the one before it, which pay neither for the start of Node nor
   * for that of its compiler; of two runs of one round, so that a busy machine is busy for both.
   */
  readonly furtherNs: number | null;
  readonly furtherBytes: number | null;
}

/** What one run took, or its difference from the one before it. */
interface Cost {
  readonly nodes: number;
  readonly ns: number;
  readonly bytes: number;
}

const TIMEOUT_MS = 300_000;

/** @throws {Error} when a run fails */
export async function measureScaling(sizes: readonly SizeResult[], rounds: number): Promise<ScalingRow[]> {
  const known = sizes.flatMap(({ megabytes, nodes }) => (nodes === null ? [] : [{ megabytes, nodes }]));
  const costs = known.map((): Cost[] => []);
  for (let round = 1; round <= rounds; round++) {
    for (const [at, { megabytes, nodes }] of known.entries()) {
      reportProgress(`${megabytes} MB, per node, round ${round} of ${rounds}`);
      costs[at]?.push(await measureOne(megabytes, nodes));
    }
  }
  return known.map(({ megabytes, nodes }, at) => {
    const own = costs[at] ?? [];
    const further = own.map((cost, round) => minus(cost, costs[at - 1]?.[round]));
    return {
      megabytes,
      nodes,
      nsPerNode: median(own.map(({ ns }) => ns / nodes)),
      bytesPerNode: median(own.map(({ bytes }) => bytes / nodes)),
      furtherNs: at === 0 ? null : median(further.map((cost) => cost.ns / cost.nodes)),
      furtherBytes: at === 0 ? null : median(further.map((cost) => cost.bytes / cost.nodes)),
    };
  });
}

async function measureOne(megabytes: number, nodes: number): Promise<Cost> {
  const { file } = await makeSnapshot(megabytes);
  const args = [COMMAND, 'analyze', file, '--json'];
  const outcome = await measureProcess({ node: process.execPath, args, timeoutMs: TIMEOUT_MS });
  if (outcome.kind === 'failed') throw new Error(`${megabytes} MB: ${outcome.why}`);
  return { nodes, ns: outcome.usage.wallMs * 1e6, bytes: outcome.usage.peakBytes };
}

function minus(cost: Cost, before: Cost = { nodes: 0, ns: 0, bytes: 0 }): Cost {
  return { nodes: cost.nodes - before.nodes, ns: cost.ns - before.ns, bytes: cost.bytes - before.bytes };
}

export function formatScaling(rows: readonly ScalingRow[]): string {
  const told = (figure: number | null, unit: string): string =>
    figure === null ? '' : `${figure.toFixed(0)} ${unit}`;
  const cells = rows.map((row) => [
    `${row.megabytes} MB`,
    told(row.nsPerNode, 'ns'),
    told(row.furtherNs, 'ns'),
    told(row.bytesPerNode, 'bytes'),
    told(row.furtherBytes, 'bytes'),
  ]);
  const head = ['snapshot', 'time per node', 'per further node', 'peak memory per node', 'per further node'];
  return `### heapwitness, per node\n\n${markdownTable(head, cells, { words: [] })}`;
}
