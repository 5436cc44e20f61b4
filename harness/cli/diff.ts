import { findGrowthPaths, diffHeaps, requireOneIsolate, survivors } from '../heap/diff/index.js';
import type { HeapDiff, Survivors } from '../heap/diff/index.js';
import { visibleJson } from '../core/escape-control-characters.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { diffJson } from '../render/json/index.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { readHeap } from './read-heap.js';
import { print, titleStyle } from './terminal.js';

export interface DiffOptions {
  readonly top: number;
  readonly json: boolean;
}

/** Number of grown classes that are shown with what retains their new instances. */
const CLASSES_WITH_PATHS = 3;

/** Runs `heapwitness diff`: compares two or three snapshots of one isolate, object by object. */
export async function diff(
  files: readonly string[],
  options: DiffOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const heaps: HeapGraph[] = [];
  for (const file of files) heaps.push(await readHeap(file, signal));
  requireOneIsolate(heaps);
  const [first, second, third] = heaps as [HeapGraph, HeapGraph, HeapGraph?];
  const last = third ?? second;
  const changes = diffHeaps(first, last);
  const left = third && survivors(first, second, third);
  await print(
    options.json
      ? `${visibleJson(diffJson(changes, left))}\n`
      : await toText([first, last], changes, left, options),
  );
  return EXIT.asStated;
}

async function toText(
  [before, after]: readonly [HeapGraph, HeapGraph],
  changes: HeapDiff,
  left: Survivors | undefined,
  { top }: DiffOptions,
): Promise<string> {
  const { formatGrowthPaths, formatHeapDiff, formatSurvivors } = await import('../render/text/heap/index.js');
  const options = { limit: top, title: titleStyle() };
  const paths = findGrowthPaths(before, after, changes, CLASSES_WITH_PATHS);
  const blocks = [
    formatHeapDiff(changes, options),
    ...(left === undefined ? [] : [formatSurvivors(left, options)]),
    ...(paths.length === 0 ? [] : [formatGrowthPaths(paths, options)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}
