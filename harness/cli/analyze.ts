import { basename } from 'node:path';
import type { ClassInquiry, HeapGraph } from '../heap/graph/index.js';
import { totalsOf } from '../heap/graph/index.js';
import { visibleJson, visibleText } from '../core/escape-control-characters.js';
import { analysisJson } from '../render/json/index.js';
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

/** Runs `heapwitness analyze`: reads one snapshot and reports what it contains. */
export async function analyze(file: string, options: AnalyzeOptions, signal: AbortSignal): Promise<ExitCode> {
  const graph = await readHeap(file, signal);
  await print(options.json ? await toJson(graph, options) : await toText(graph, file, options));
  return EXIT.asStated;
}

async function toJson(graph: HeapGraph, { class: name }: AnalyzeOptions): Promise<string> {
  const inquiry = name === undefined ? undefined : await inquire(graph, name);
  return `${visibleJson(analysisJson(totalsOf(graph), inquiry))}\n`;
}

async function toText(graph: HeapGraph, file: string, options: AnalyzeOptions): Promise<string> {
  const title = titleStyle();
  const heading = title(visibleText(basename(file)));
  // Loaded here and below, because JSON output without --class does not need it.
  if (options.class === undefined) {
    const { overviewOf } = await import('../heap/graph/index.js');
    const { readThreadLocalTables } = await import('../workshop/tables/index.js');
    const { formatOverview, formatThreadLocalTables } = await import('../render/text/heap/index.js');
    const overview = formatOverview(overviewOf(graph, options.top), { limit: options.top, title });
    const tables = formatThreadLocalTables(readThreadLocalTables(graph));
    return `${heading}\n${overview}\n\n${tables}\n`;
  }
  const { formatInquiry } = await import('../render/text/heap/index.js');
  return `${heading}\n${formatInquiry(await inquire(graph, options.class), title)}\n`;
}

async function inquire(graph: HeapGraph, name: string): Promise<ClassInquiry> {
  const { inquireClass } = await import('../heap/graph/index.js');
  return inquireClass(graph, name);
}
