import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareReport, writeReport } from '../../harness/render/index.js';
import type { ReportEnvironment } from '../../harness/render/index.js';
import type { CaseNotRun } from '../../harness/workshop/catalogue/not-run.js';
import type { CaseResult } from '../../harness/workshop/result.js';

/** What a run was made with, without asking the machine. */
export const ENVIRONMENT: ReportEnvironment = {
  heapwitness: '0.1.0',
  node: 'v20.20.0',
  v8: '11.3.244.8',
  platform: 'linux',
  arch: 'x64',
  cpus: 2,
  captureBackends: [
    { name: 'node:v8', available: true, reason: null },
    { name: 'heapdump', available: false, reason: 'it is not installed' },
  ],
};

/** Writes a report of these results to a folder. */
export async function writeTo(
  folder: string,
  results: readonly CaseResult[],
  notRun: readonly CaseNotRun[] = [],
): Promise<void> {
  const work = await prepareReport(folder);
  await writeReport(results, { ...work, startedAt: new Date(), environment: ENVIRONMENT, notRun });
}

/** The page of these results. */
export async function pageOf(
  folder: string,
  results: readonly CaseResult[],
  notRun: readonly CaseNotRun[] = [],
): Promise<string> {
  await writeTo(folder, results, notRun);
  return readFile(join(folder, 'index.html'), 'utf8');
}

/** The page as a browser shows it that runs no script, without the explanations that a term opens. */
export function withoutScripts(page: string): string {
  return page
    .replaceAll(/<(script|template|style)\b[\s\S]*?<\/\1>/g, '')
    .replaceAll(
      /<span class="term"><button[^>]*>([^<]*)<\/button><span class="gloss"[^>]*>[^<]*<\/span><\/span>/g,
      '$1',
    );
}

/** The text of a piece of HTML, without its marks. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}
