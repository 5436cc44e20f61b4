import { rmdir } from 'node:fs/promises';
import { visibleJson } from '../../core/escape-control-characters.js';
import { english, LANGUAGES, renderVerdictPage } from '../page/index.js';
import type { CheckResult } from '../../check/index.js';
import { ownVersion } from '../model/environment.js';
import { publishFiles, sha256 } from './publish-files.js';
import type { ReportFolder } from './report-folder.js';
import { formatVerdictMarkdown } from '../markdown/verdict-markdown.js';
import { shownCheck } from '../model/shown-check.js';

export interface WriteVerdictOptions extends ReportFolder {
  /** @defaultValue now */
  readonly generatedAt?: Date;
}

/**
 * Writes the report of a check and replaces the previous one: the page, the same as Markdown, and the result itself as
 * `report.json`. If anything fails, what was written is removed and the old report stays.
 *
 * @returns path of the page
 * @throws {HeapwitnessError} `ERR_REPORT_FOLDER` when it cannot be written
 */
export async function writeVerdict(result: CheckResult, options: WriteVerdictOptions): Promise<string> {
  const { generatedAt = new Date() } = options;
  return publishFiles(options, async () => {
    // A check keeps no snapshots.
    await rmdir(options.snapshotFolder);
    const shown = shownCheck(result, { heapwitness: ownVersion(), generatedAt });
    return {
      'report.json': `${visibleJson(result)}\n`,
      'index.html': renderVerdictPage(shown, LANGUAGES, sha256),
      'report.md': formatVerdictMarkdown(shown, english),
    };
  });
}
