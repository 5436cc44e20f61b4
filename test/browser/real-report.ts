import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFile } from './chromium.js';
import { COMMAND, PROJECT } from '../support/project.js';

const VARIABLE = 'REPORT_FOLDER';
const LONGEST_RUN_MS = 600_000;

/** Runs all cases once, before the first test: the tests look at a real report. */
export function mochaGlobalSetup(): void {
  chromiumFile();
  if (process.env[VARIABLE] !== undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'test-of-heapwitness-'));
  process.env[VARIABLE] = join(folder, 'report');
  process.env['REPORT_TO_REMOVE'] = folder;
  const run = spawnSync(process.execPath, [COMMAND, 'cases', '--report', join(folder, 'report')], {
    cwd: PROJECT,
    encoding: 'utf8',
    timeout: LONGEST_RUN_MS,
  });
  if (!existsSync(join(folder, 'report', 'index.html')))
    throw new Error(`No report was written: ${run.stderr}`);
}

export function mochaGlobalTeardown(): void {
  const folder = process.env['REPORT_TO_REMOVE'];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

/** The page of the real report; another folder than that of a fresh run can be named in `REPORT_FOLDER`. */
export function realPage(): string {
  return join(process.env[VARIABLE] ?? '', 'index.html');
}
