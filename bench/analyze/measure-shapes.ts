import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { huge, type Shape, shapes } from '../heaps/shapes.js';
import { makeShape } from '../heaps/shape-files.js';
import { markdownTable } from '../support/markdown-table.js';
import { measureProcess } from '../support/measured-process.js';
import type { Outcome } from '../support/measured-process.js';
import { reportProgress } from '../support/progress.js';
import { tableOf } from './class-table.js';
import { contestants } from './contestants.js';
import type { Contestant } from './contestants.js';

/** How all did with one shape, each once. */
export interface ShapeResult {
  readonly name: string;
  readonly bytes: number;
  readonly nodes: number;
  readonly outcomes: readonly ShapeOutcome[];
}

interface ShapeOutcome {
  readonly contestant: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number | null;
  readonly peakMB: number | null;
  /** Why it got to no table; of ours also what is wrong with the table. Empty otherwise. */
  readonly failure: string;
}

const PEER_TIMEOUT_MS = 60_000;
const OUR_TIMEOUT_MS = 900_000;
const HUGE_BYTES = 4.4e9;

/** Measures the shapes that make other tools fail. @param scale 1 for shapes as large as it takes for that */
export async function measureShapes(peers: readonly string[], scale: number): Promise<ShapeResult[]> {
  const results: ShapeResult[] = [];
  for (const shape of shapes(scale)) {
    results.push(await measureShape(shape, scale, shape.name, contestants(peers)));
  }
  return results;
}

/** Reads a file of over 4 GB to its end; ours alone, for no peer can. */
export async function measureHuge(): Promise<ShapeResult> {
  return measureShape(huge(HUGE_BYTES), HUGE_BYTES, 'huge', contestants([]));
}

async function measureShape(
  shape: Shape,
  scale: number,
  fileName: string,
  everyone: readonly Contestant[],
): Promise<ShapeResult> {
  reportProgress(`making "${shape.name}"`);
  const { file, bytes } = await makeShape(fileName, scale);
  // Each has one round, in which it is not to wait for the disk.
  await finished(createReadStream(file).resume());
  const outcomes: ShapeOutcome[] = [];
  for (const { name, node, program, options, kind } of everyone) {
    if (kind === 'parse only') continue;
    reportProgress(`"${shape.name}": ${name}`);
    const timeoutMs = kind === 'ours' ? OUR_TIMEOUT_MS : PEER_TIMEOUT_MS;
    const outcome = await measureProcess({ node, args: [...program, file, ...options], timeoutMs });
    outcomes.push(outcomeOf(name, outcome, kind === 'ours' ? shape.expected : {}));
  }
  return { name: shape.name, bytes, nodes: shape.heap.nodeCount, outcomes };
}

function outcomeOf(contestant: string, outcome: Outcome, expected: Shape['expected']): ShapeOutcome {
  if (outcome.kind === 'failed')
    return {
      contestant,
      wallSeconds: outcome.wallMs / 1000,
      cpuSeconds: null,
      peakMB: null,
      failure: outcome.why,
    };
  const { wallMs, cpuMs, peakBytes } = outcome.usage;
  const counts = new Map(tableOf(outcome.stdout).map(({ name, count }) => [name, count]));
  const wrong = Object.entries(expected).filter(([name, count]) => counts.get(name) !== count);
  const failure = wrong.length === 0 ? '' : `${wrong.length} classes are wrong, such as ${wrong[0]?.[0]}`;
  return {
    contestant,
    wallSeconds: wallMs / 1000,
    cpuSeconds: cpuMs / 1000,
    peakMB: peakBytes / 1e6,
    failure,
  };
}

/** A row for each shape and contestant. */
export function formatShapes(results: readonly ShapeResult[]): string {
  const rows = results.flatMap(({ name, bytes, nodes, outcomes }) =>
    outcomes.map((outcome, at) => [
      at === 0 ? `${name}, ${Math.round(bytes / 1e6)} MB, ${(nodes / 1e6).toFixed(1)} M nodes` : '',
      outcome.contestant,
      outcome.failure === '' ? `${outcome.wallSeconds.toFixed(2)} s` : '–',
      outcome.failure === '' ? `${((outcome.wallSeconds * 1e9) / nodes).toFixed(0)} ns` : '–',
      outcome.cpuSeconds === null ? '–' : `${outcome.cpuSeconds.toFixed(2)} s`,
      outcome.peakMB === null ? '–' : `${outcome.peakMB.toFixed(0)} MB`,
      outcome.failure,
    ]),
  );
  const head = ['shape', '', 'time', 'per node', 'processor', 'peak memory', ''];
  return `### Shapes that make other tools fail\n\n${markdownTable(head, rows, { words: [0, 1, head.length - 1] })}`;
}
