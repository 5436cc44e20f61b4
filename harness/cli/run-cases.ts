import { relative } from 'node:path';
import { discardReport, formatSummary, prepareReport, writeReport } from '../report/index.js';
import { discoverCases, runCase, selectCases } from '../workshop-case/index.js';
import type { CaseResult, FoundCase } from '../workshop-case/index.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { Progress } from './progress.js';

export interface CasesOptions {
  readonly from: string;
  readonly report: string;
  readonly keepSnapshots: boolean;
  readonly json: boolean;
}

const DEFAULT_COLUMNS = 100;

/** `heapwitness cases`: runs them one after the other, writes the report, and says whether all was as stated. */
export async function runCases(
  ids: readonly string[],
  options: CasesOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const cases = selectCases(await discoverCases(options.from), ids);
  const startedAt = new Date();
  const work = await prepareReport(options.report);
  const progress = new Progress(process.stderr);
  try {
    const results = await runAll(cases, progress, (found, onProgress) =>
      runCase(found, {
        snapshotFolder: work.snapshotFolder,
        keepSnapshots: options.keepSnapshots,
        signal,
        onProgress,
      }),
    );
    const { index, document } = await writeReport(results, { ...work, startedAt });
    const { columns = DEFAULT_COLUMNS, isTTY } = process.stdout;
    const summary = formatSummary(results, { color: isTTY, columns });
    process.stdout.write(
      options.json ? `${JSON.stringify(document)}\n` : `\n${summary}\n\nReport: ${relative('', index)}\n`,
    );
    return results.every(({ outcome }) => outcome === 'as-stated') ? EXIT.asStated : EXIT.notAsStated;
  } catch (error) {
    progress.stop();
    await discardReport(work);
    throw error;
  }
}

async function runAll(
  cases: readonly FoundCase[],
  progress: Progress,
  run: (found: FoundCase, onProgress: (variant: string, label: string) => void) => Promise<CaseResult>,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const [index, found] of cases.entries()) {
    const { id } = found.definition;
    progress.begin(`${index + 1}/${cases.length} ${id}`);
    const result = await run(found, (variant, label) => progress.detail(`${variant}: ${label}`));
    progress.end(result.outcome === 'as-stated', result.outcome.replaceAll('-', ' '));
    results.push(result);
  }
  return results;
}
