import { execFile } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Editors save in several steps: changes this close together are one. */
const ONE_SAVE_MS = 80;

/**
 * The moments at which something below these folders was saved, one at a time: while one is being dealt with, what is
 * saved meanwhile counts as one more.
 */
export async function* savedChanges(folders: readonly string[], signal: AbortSignal): AsyncGenerator<void> {
  let changed = false;
  let wake = (): void => undefined;
  const note = (): void => {
    changed = true;
    wake();
  };
  const watchers = folders.map((folder) => watch(folder, { recursive: true }, note));
  signal.addEventListener('abort', note, { once: true });
  try {
    while (!signal.aborted) {
      if (!changed) await new Promise<void>((done) => (wake = done));
      if (signal.aborted) return;
      await new Promise((done) => setTimeout(done, ONE_SAVE_MS));
      changed = false;
      yield;
    }
  } finally {
    for (const watcher of watchers) watcher.close();
    signal.removeEventListener('abort', note);
  }
}

/**
 * Compiles the project in a folder, when it is a TypeScript one; resolves to what there is to complain of, in lines, or
 * to `null`.
 *
 * @param folder the working folder, unless told otherwise
 */
export function compile(folder = '.'): Promise<string | null> {
  if (!existsSync(join(folder, 'tsconfig.json'))) return Promise.resolve(null);
  let compiler: string;
  try {
    const require = createRequire(resolve(folder, 'package.json'));
    compiler = join(require.resolve('typescript/package.json'), '../bin/tsc');
  } catch {
    const complaint = 'Nothing was compiled: there is a tsconfig.json, but no TypeScript. Run npm install.\n';
    return Promise.resolve(complaint);
  }
  return new Promise((done) => {
    execFile(process.execPath, [compiler, '-b'], { cwd: folder }, (error, stdout) =>
      done(error === null ? null : stdout),
    );
  });
}
