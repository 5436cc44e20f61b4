import { markdownTable } from '../support/markdown-table.js';
import type { Measured } from './rounds.js';

/** One line of the table for one snapshot, in figures. */
export interface SizeRow {
  readonly name: string;
  readonly version: string;
  readonly node: string;
  readonly kind: Measured['contestant']['kind'];
  readonly rounds: number;
  readonly wallSeconds: number | null;
  readonly cpuSeconds: number | null;
  readonly peakMB: number | null;
  /** Its time divided by ours. */
  readonly timesOurTime: number | null;
  /** Our peak divided by its. */
  readonly ourShareOfItsPeak: number | null;
  readonly remark: string;
}

/** One snapshot and how all did with it. */
export interface SizeResult {
  readonly megabytes: number;
  readonly bytes: number;
  readonly nodes: number | null;
  readonly edges: number | null;
  readonly rows: readonly SizeRow[];
  /** Time of the fastest peer divided by ours. */
  readonly timesFasterThanFastest: number | null;
  /** Our peak divided by that of the leanest peer. */
  readonly shareOfLeanest: number | null;
}

/** Puts figures and ratios together. */
export function sizeResult(
  snapshot: Pick<SizeResult, 'megabytes' | 'bytes' | 'nodes' | 'edges'>,
  measured: readonly Measured[],
): SizeResult {
  const ours = measured.find(({ contestant }) => contestant.kind === 'ours');
  const peers = measured.filter(({ contestant, rounds }) => contestant.kind === 'peer' && rounds.length > 0);
  const fastest = Math.min(...peers.map(({ wallMs }) => wallMs));
  const leanest = Math.min(...peers.map(({ peakBytes }) => peakBytes));
  return {
    ...snapshot,
    rows: measured.map((one) => rowOf(one, ours)),
    timesFasterThanFastest: ratio(fastest, ours?.wallMs),
    shareOfLeanest: ratio(ours?.peakBytes, leanest),
  };
}

function rowOf(
  { contestant, rounds, wallMs, cpuMs, peakBytes, remark }: Measured,
  ours: Measured | undefined,
): SizeRow {
  return {
    name: contestant.name,
    version: contestant.version,
    node: contestant.nodeVersion,
    kind: contestant.kind,
    rounds: rounds.length,
    wallSeconds: finite(wallMs / 1000),
    cpuSeconds: finite(cpuMs / 1000),
    peakMB: finite(peakBytes / 1e6),
    timesOurTime: ratio(wallMs, ours?.wallMs),
    ourShareOfItsPeak: ratio(ours?.peakBytes, peakBytes),
    remark,
  };
}

function ratio(part: number | undefined, whole: number | undefined): number | null {
  return part === undefined || whole === undefined ? null : finite(part / whole);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

const HEAD = ['', 'time', 'of ours', 'processor', 'peak memory', 'ours of it', 'rounds', 'Node', ''];

/** The table as Markdown, with its heading; it reads well on a terminal too. */
export function formatSize(result: SizeResult): string {
  const { bytes, nodes, edges, rows, timesFasterThanFastest, shareOfLeanest } = result;
  const millions = (count: number | null): string => (count === null ? '?' : `${(count / 1e6).toFixed(2)} M`);
  const title = `### ${Math.round(bytes / 1e6)} MB: ${millions(nodes)} nodes, ${millions(edges)} references`;
  const cells = rows.map((row) => [
    row.kind === 'ours' ? `**${row.name}**` : `${row.name} ${row.version}`.trim(),
    row.wallSeconds === null ? '–' : `${row.wallSeconds.toFixed(2)} s`,
    row.timesOurTime === null ? '–' : `× ${row.timesOurTime.toFixed(1)}`,
    row.cpuSeconds === null ? '–' : `${row.cpuSeconds.toFixed(2)} s`,
    row.peakMB === null ? '–' : `${row.peakMB.toFixed(0)} MB`,
    row.ourShareOfItsPeak === null ? '–' : `${(100 * row.ourShareOfItsPeak).toFixed(0)} %`,
    String(row.rounds),
    row.node,
    row.remark,
  ]);
  const verdict =
    timesFasterThanFastest === null || shareOfLeanest === null
      ? 'No peer to compare with.'
      : `${timesFasterThanFastest.toFixed(1)} times faster than the fastest peer, with ${(100 * shareOfLeanest).toFixed(0)} % of the leanest peer's memory.`;
  return `${title}\n\n${markdownTable(HEAD, cells, { words: [0, HEAD.length - 1] })}\n\n${verdict}`;
}
