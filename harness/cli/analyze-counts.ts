import { basename } from 'node:path';
import { visibleJson, visibleText } from '../core/escape-control-characters.js';
import { countNodes, type NodeCount } from '../heap/snapshot/index.js';
import { countsJson } from '../render/json/index.js';
import type { AnalyzeOptions } from './analyze.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { print, titleStyle } from './terminal.js';
import { readWithProgress } from './read-with-progress.js';

/** Runs `heapwitness analyze --counts`: counts the nodes of one snapshot, in one pass and in little memory. */
export async function analyzeCounts(
  file: string,
  options: AnalyzeOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const counts = await readWithProgress(file, (watched) => countNodes(file, { signal, ...watched }));
  await print(options.json ? `${visibleJson(countsJson(counts))}\n` : await toText(counts, file, options));
  return EXIT.asStated;
}

async function toText(counts: readonly NodeCount[], file: string, { top }: AnalyzeOptions): Promise<string> {
  const { formatNodeCounts } = await import('../render/text/heap/index.js');
  return `${titleStyle()(visibleText(basename(file)))}\n${formatNodeCounts(counts, top)}\n`;
}
