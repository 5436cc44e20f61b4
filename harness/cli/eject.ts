import { join } from 'node:path';
import { HeapwitnessError } from '../core/errors.js';
import { visibleText } from '../core/escape-control-characters.js';
import { workingFolder } from '../core/module-url.js';
import { ejectCase } from '../workshop/index.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { print } from './terminal.js';

/**
 * Runs `heapwitness cases --eject`: copies a case to a folder, as a project of its own, and prints how to run it.
 *
 * @param folders the arguments of the command: the folder
 * @throws {HeapwitnessError} `ERR_USAGE` when there is not exactly one folder; otherwise as {@link ejectCase}
 */
export async function eject(id: string, folders: readonly string[]): Promise<ExitCode> {
  workingFolder();
  const [folder] = folders;
  if (folder === undefined || folders.length > 1) {
    const got = folder === undefined ? 'no folder was given' : `${folders.length} folders were given`;
    throw new HeapwitnessError(
      'ERR_USAGE',
      `--eject needs one folder for the copy, but ${got}. Write: heapwitness cases --eject ${id} <folder>.`,
    );
  }
  const files = await ejectCase(id, folder);
  const written = files.map((path) => `  ${join(folder, path)}`);
  const steps = folder === '.' ? [] : [`cd ${quoted(folder)}`];
  const lines = [
    `The case ${id} was copied as plain JavaScript:`,
    ...written,
    `Run it: ${[...steps, 'npm install', 'npm start'].join(' && ')}`,
  ];
  await print(`${lines.map((line) => visibleText(line, Infinity)).join('\n')}\n`);
  return EXIT.asStated;
}

/** Returns a path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : JSON.stringify(path);
}
