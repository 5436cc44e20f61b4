import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareReport, writeVerdict } from '../../harness/render/index.js';
import type { CheckResult } from '../../harness/check/result/verdict.js';
import { withTemporaryFolder } from './temporary-folder.js';

/** Writes the report of a result to a folder; resolves to the page's file. */
export async function writeVerdictTo(folder: string, result: CheckResult): Promise<string> {
  const work = await prepareReport(folder);
  return writeVerdict(result, { ...work, generatedAt: new Date('2026-01-02T03:04:05Z') });
}

/** One file of the report of a result. */
export async function fileOfVerdict(result: CheckResult, name = 'index.html'): Promise<string> {
  return withTemporaryFolder(async (parent) => {
    await writeVerdictTo(join(parent, 'report'), result);
    return readFile(join(parent, 'report', name), 'utf8');
  });
}
