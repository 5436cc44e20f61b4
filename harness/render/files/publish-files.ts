import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discardReport, publishReport, unusable } from './report-folder.js';
import type { ReportFolder } from './report-folder.js';

/** Mode of a report's files: only their owner can read them. */
export const PRIVATE = 0o600;

type Place = Pick<ReportFolder, 'folder' | 'workFolder'>;

/**
 * Creates and writes a report's files, and replaces the previous report. If that fails, what was written is removed and
 * the old report stays. If the old report cannot be removed after it was replaced, that is not a failure.
 *
 * @param make returns the texts by file name
 * @returns path of the page
 * @throws {HeapwitnessError} `ERR_REPORT_FOLDER` when the report cannot be written
 */
export async function publishFiles(
  place: Place,
  make: () => Promise<Readonly<Record<string, string>>>,
): Promise<string> {
  try {
    await writeFiles(place.workFolder, await make());
    await publishReport(place);
    return join(place.folder, 'index.html');
  } catch (error) {
    await discardReport(place);
    throw error;
  }
}

/** Returns the base64 digest of a text, for a page's Content-Security-Policy. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    try {
      await writeFile(join(folder, name), text, { mode: PRIVATE, flag: 'wx' });
    } catch (cause) {
      throw unusable(folder, (cause as Error).message, cause);
    }
  }
}
