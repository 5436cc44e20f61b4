import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes a pipe with a name; resolves to its path, and to its end to write to, which keeps it open. */
export async function namedPipe(folder: string): Promise<{ path: string; end: FileHandle }> {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  // For reading too: otherwise, opening waits for a reader.
  return { path, end: await open(path, constants.O_RDWR) };
}

/** More bytes than a pipe takes before somebody reads, none of which says anything. */
export const MORE_THAN_A_PIPE_TAKES: Uint8Array = new Uint8Array(1 << 20).fill(0x20);
