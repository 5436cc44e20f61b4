import { basename } from 'node:path';
import { inquireClass } from '../analysis/class-inquiry.js';
import { overviewOf, totalsOf } from '../analysis/heap-overview.js';
import { visibleText } from '../core/visible-text.js';
import type { HeapGraph } from '../graph/index.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { readHeap } from './read-heap.js';
import { print, titleStyle } from './terminal.js';

export interface AnalyzeOptions {
  readonly class?: string;
  readonly counts: boolean;
  readonly top: number;
  readonly json: boolean;
}

/** `heapwitness analyze`: reads one snapshot and says what is in it. */
export async function analyze(file: string, options: AnalyzeOptions, signal: AbortSignal): Promise<ExitCode> {
  const graph = await readHeap(file, signal);
  await print(options.json ? toJson(graph, options) : await toText(graph, file, options));
  return EXIT.asStated;
}

/** The four fields of a plain analysis; with `--class` a fifth. */
function toJson(graph: HeapGraph, { class: name }: AnalyzeOptions): string {
  const inquiry = name === undefined ? {} : { class: inquireClass(graph, name) };
  const { classes, ...totals } = totalsOf(graph);
  const rows = classes.map(({ name: className, count, shallowBytes, retainedBytes }) => ({
    name: className,
    count,
    shallowBytes,
    retainedBytes,
  }));
  return `${JSON.stringify({ ...totals, classes: rows, ...inquiry })}\n`;
}

async function toText(graph: HeapGraph, file: string, options: AnalyzeOptions): Promise<string> {
  // Loaded here, because the JSON needs none of it.
  const { formatInquiry } = await import('../report/class-inquiry.js');
  const { formatOverview } = await import('../report/heap-overview.js');
  const title = titleStyle();
  const text =
    options.class === undefined
      ? formatOverview(overviewOf(graph, options.top), { limit: options.top, title })
      : formatInquiry(inquireClass(graph, options.class), title);
  return `${title(visibleText(basename(file)))}\n${text}\n`;
}
