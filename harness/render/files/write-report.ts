import { chmod, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { visibleJson } from '../../core/escape-control-characters.js';
import { english, LANGUAGES, renderPage } from '../page/index.js';
import type { CaseNotRun, CaseResult } from '../../workshop/index.js';
import { describeEnvironment } from '../model/environment.js';
import type { ReportEnvironment } from '../model/environment.js';
import { formatMarkdown } from '../markdown/markdown.js';
import { snapshotsOf } from './old-report.js';
import { PRIVATE, publishFiles, sha256 } from './publish-files.js';
import { reportDocument } from '../model/report-document.js';
import type { ReportDocument } from '../model/report-document.js';
import type { ReportFolder } from './report-folder.js';
import { shownReport } from '../model/shown-report.js';
import { formatSummary } from '../text/summary.js';

export interface WriteReportOptions extends Pick<ReportFolder, 'folder' | 'workFolder'> {
  /** When the run began. */
  readonly startedAt: Date;
  /** @defaultValue this process and machine; the capture backends are tried, which takes some tenths of a second */
  readonly environment?: ReportEnvironment;
  /** Cases that were not run, because a package that they need is not installed. */
  readonly notRun?: readonly CaseNotRun[];
}

/** A written report. */
export interface WrittenReport {
  /** Path of the page. */
  readonly index: string;
  /** Content of `report.json`. */
  readonly document: ReportDocument;
}

const SUMMARY_COLUMNS = 100;

/**
 * Writes the report of a run and replaces the previous one: the page, the same as Markdown, the data, the summary as
 * text, and the snapshots that the run kept. Only their owner can read the files, because a snapshot contains
 * everything in the heap. If anything fails, what was written is removed and the old report stays.
 *
 * @throws {HeapwitnessError} `ERR_REPORT_FOLDER` when it cannot be written
 */
export async function writeReport(
  results: readonly CaseResult[],
  options: WriteReportOptions,
): Promise<WrittenReport> {
  const environment = options.environment ?? (await describeEnvironment());
  const document = reportDocument(results, environment, options.startedAt, new Date(), options.notRun);
  const index = await publishFiles(options, async () => {
    await sortSnapshots(join(options.workFolder, 'snapshots'), snapshotsOf(document));
    const model = shownReport(document);
    return {
      'report.json': `${visibleJson(document)}\n`,
      'index.html': renderPage(model, LANGUAGES, sha256),
      'report.md': formatMarkdown(model, english),
      'summary.txt': `${formatSummary(document.cases, { color: false, columns: SUMMARY_COLUMNS, notRun: document.notRun })}\n`,
    };
  });
  return { index, document };
}

/** Removes snapshots that no case lists, which the next run would not recognise, and makes the others private. */
async function sortSnapshots(folder: string, listed: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names.map((name) =>
      listed.has(`${basename(folder)}/${name}`)
        ? chmod(join(folder, name), PRIVATE)
        : rm(join(folder, name), { recursive: true, force: true }),
    ),
  );
}
