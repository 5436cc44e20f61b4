import { relative } from 'node:path';
import { visibleText } from '../core/escape-control-characters.js';
import type { CheckResult } from '../check/index.js';

/** The report of a check that is to run. */
export interface OpenReport {
  /** Writes it, and says on stderr where it is: stdout is the result alone. */
  readonly write: (result: CheckResult) => Promise<void>;
  /** Clears away what was begun; nothing, once it is written. */
  readonly discard: () => Promise<void>;
}

/**
 * Makes the folder of a report before its check, so that nothing is run whose report could not be written.
 *
 * @returns `null` when no report is wanted
 * @throws {HeapwitnessError} `ERR_REPORT_FOLDER` when it cannot be written
 */
export async function openReport(folder: string | undefined): Promise<OpenReport | null> {
  if (folder === undefined) return null;
  const { discardReport, prepareReport, writeVerdict } = await import('../render/index.js');
  const work = await prepareReport(folder);
  return {
    write: async (result) => {
      const index = await writeVerdict(result, work);
      process.stderr.write(`Report: ${visibleText(relative('', index), Infinity)}\n`);
    },
    discard: () => discardReport(work),
  };
}
