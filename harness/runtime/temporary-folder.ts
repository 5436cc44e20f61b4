import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notAtExit, removeAtExit } from '../core/at-exit.js';

/** A private folder in the system's temporary one. Removed when it is disposed of, and when the process ends before. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes such a folder. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'heapwitness-'));
  removeAtExit(path);
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      // Retried, because a process that did not answer in time may still be writing.
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
      notAtExit(path);
    },
  };
}
