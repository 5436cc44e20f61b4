import { execFile } from 'node:child_process';
import { existsSync, statSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Time within which changes count as one: editors save in several steps. */
export const ONE_SAVE_MS: number = 80;

/** Watches for saved files, from its construction on: below some folders of cases, and directly in their parent. */
export class SaveWatch {
  /** Description of what is watched. */
  readonly places: string;
  readonly #watchers: readonly FSWatcher[];
  #changed = false;
  #wake = (): void => undefined;

  /**
   * @param from folder of all cases
   * @param ids names of its folders that are watched recursively
   */
  constructor(from: string, ids: readonly string[]) {
    const folders = ids.map((id) => join(from, id));
    this.places = `${folders.join(', ')} and the files in ${from}`;
    const note = (): void => {
      this.#changed = true;
      this.#wake();
    };
    // The folder may contain other cases, and a report: of its own entries, only existing files count.
    const noteFile = (_: string, name: string | null): void => {
      if (name !== null && statSync(join(from, name), { throwIfNoEntry: false })?.isFile() === true) note();
    };
    const below = folders.map((folder) => watch(folder, { recursive: true }, note));
    this.#watchers = [watch(from, noteFile), ...below];
  }

  /**
   * Yields once after each save. All saves while the consumer is busy count as one more. Ends when the signal aborts.
   */
  async *saves(signal: AbortSignal): AsyncGenerator<void> {
    const wake = (): void => this.#wake();
    signal.addEventListener('abort', wake, { once: true });
    try {
      while (!signal.aborted) {
        if (!this.#changed) await new Promise<void>((done) => (this.#wake = done));
        if (signal.aborted) return;
        await new Promise((done) => setTimeout(done, ONE_SAVE_MS));
        this.#changed = false;
        yield;
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close();
  }
}

/**
 * Compiles the project in a folder, if it has a `tsconfig.json`.
 *
 * @param folder default: the working folder
 * @returns the compiler's errors, in lines, or `null`
 */
export function compile(folder = '.'): Promise<string | null> {
  if (!existsSync(join(folder, 'tsconfig.json'))) return Promise.resolve(null);
  let compiler: string;
  try {
    const require = createRequire(resolve(folder, 'package.json'));
    compiler = join(require.resolve('typescript/package.json'), '../bin/tsc');
  } catch {
    const complaint =
      'Not compiled: there is a tsconfig.json, but TypeScript is not installed. Run npm install.\n';
    return Promise.resolve(complaint);
  }
  return new Promise((done) => {
    execFile(process.execPath, [compiler, '-b'], { cwd: folder }, (error, stdout) =>
      done(error === null ? null : stdout),
    );
  });
}
