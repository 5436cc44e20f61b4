import { relative } from 'node:path';
import { visibleText } from '../core/escape-control-characters.js';
import type { CheckResult } from '../check/index.js';

/** The report of a check that has not run yet. */
export interface OpenReport {
  /** Writes the report, and prints its path to stderr, because stdout is only for the result. */
  readonly write: (result: CheckResult) => Promise<void>;
  /** Removes an unfinished report; does nothing once it is written. */
  readonly discard: () => Promise<void>;
}

/**
 * Creates the folder of a report before its check, so that no check runs whose report cannot be written.
 *
 * @returns `null` if no folder is given
 * @throws {HeapwitnessError} `ERR_REPORT_FOLDER` when the folder cannot be written
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
