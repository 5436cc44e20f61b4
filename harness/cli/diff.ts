import { heapDiff, survivors } from '../graph/index.js';
import type { HeapDiff, HeapGraph, Survivors } from '../graph/index.js';
import { requireOneIsolate } from '../analysis/one-isolate.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { readHeap } from './read-heap.js';
import { print, titleStyle } from './terminal.js';

export interface DiffOptions {
  readonly top: number;
  readonly json: boolean;
}

/** `heapwitness diff`: compares two snapshots of one isolate, or three, object by object. */
export async function diff(
  files: readonly string[],
  options: DiffOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const heaps: HeapGraph[] = [];
  for (const file of files) heaps.push(await readHeap(file, signal));
  requireOneIsolate(heaps);
  const [before, after, third] = heaps as [HeapGraph, HeapGraph, HeapGraph?];
  const changes = heapDiff(before, third ?? after);
  const left = third && survivors(before, after, third);
  await print(options.json ? toJson(changes, left) : await toText(changes, left, options));
  return EXIT.asStated;
}

function toJson(changes: HeapDiff, left: Survivors | undefined): string {
  const kept = left && { count: left.count, bytes: left.bytes, classes: left.classes };
  return `${JSON.stringify({ ...changes, ...(kept ? { survivors: kept } : {}) })}\n`;
}

async function toText(changes: HeapDiff, left: Survivors | undefined, { top }: DiffOptions): Promise<string> {
  const { formatHeapDiff, formatSurvivors } = await import('../report/heap-diff.js');
  const options = { limit: top, title: titleStyle() };
  const text = formatHeapDiff(changes, options);
  return left === undefined ? `${text}\n` : `${text}\n\n${formatSurvivors(left, options)}\n`;
}
