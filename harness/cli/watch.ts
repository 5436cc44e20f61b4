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
 * Compiles the project in the working folder, when it is a TypeScript one; resolves to what the compiler complained
 * of, or to `null`.
 */
export function compile(): Promise<string | null> {
  if (!existsSync('tsconfig.json')) return Promise.resolve(null);
  const compiler = join(
    createRequire(resolve('package.json')).resolve('typescript/package.json'),
    '../bin/tsc',
  );
  return new Promise((done) => {
    execFile(process.execPath, [compiler, '-b'], (error, stdout) => done(error === null ? null : stdout));
  });
}
