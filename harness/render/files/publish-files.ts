import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discardReport, publishReport, unusable } from './report-folder.js';
import type { ReportFolder } from './report-folder.js';

/** Only its owner can read what a report holds. */
export const PRIVATE = 0o600;

type Place = Pick<ReportFolder, 'folder' | 'workFolder'>;

/**
 * Makes a report's files, writes them, and puts the report in place of the one before; resolves to the file of its
 * page. When that fails, what was written is removed and the old report stands; one that cannot be removed once the new
 * one is in its place is no failure.
 *
 * @param make gives the texts by the name of the file
 * @throws {HeapwitnessError} `ERR_REPORT_FOLDER` when it cannot be written
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

/** Base64 digest of a text, for a page's Content-Security-Policy. */
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
