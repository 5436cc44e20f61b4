import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isUnfinished, whyForeign } from './old-report.js';

/**
 * Clears away what runs that died have left beside a report folder, as far as that can be removed. A report that was
 * moved aside, and whose successor never came, is put back first.
 */
export async function clearLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const { name, kind, pid } of await leftoversOf(folder)) {
    const path = join(parent, name);
    if ((await isInUse(path, pid)) || !(await isOurs(path, kind))) continue;
    if (kind === 'old' && !(await exists(folder))) await rename(path, folder);
    else await clearAway(path);
  }
}

/** Removes a folder that is of no more use. What somebody else owns or has open stays, and the next run tries again. */
export async function clearAway(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/** Where a report is moved to while the next one takes its place: a path that nothing has yet. */
export async function pathAside(folder: string): Promise<string> {
  const path = `${folder}.old-${process.pid}`;
  for (let number = 1; ; number++) {
    // One that an earlier run of this process could not remove may lie there.
    const free = number === 1 ? path : `${path}.${number}`;
    if (!(await exists(free))) return free;
  }
}

/** A name alone proves nothing: somebody may have put a folder of that name there. */
async function isOurs(path: string, kind: Leftover['kind']): Promise<boolean> {
  try {
    return kind === 'old' ? (await whyForeign(path)) === null : await isUnfinished(path);
  } catch {
    return false;
  }
}

interface Leftover {
  readonly name: string;
  readonly kind: 'partial' | 'old';
  readonly pid: number;
}

async function leftoversOf(folder: string): Promise<Leftover[]> {
  const prefix = `${basename(folder)}.`;
  const names = await readdir(dirname(folder));
  return names.flatMap((name) => {
    const parts = name.startsWith(prefix)
      ? /^(partial|old)-(\d+)(?:\.\d+)?$/u.exec(name.slice(prefix.length))
      : null;
    return parts === null ? [] : [{ name, kind: parts[1] as Leftover['kind'], pid: Number(parts[2]) }];
  });
}

/** In a container, process ids come again soon: a folder older than this process is not this process's own. */
async function isInUse(path: string, pid: number): Promise<boolean> {
  if (pid !== process.pid) return isAlive(pid);
  const there = await stat(path).catch(() => null);
  return there !== null && there.mtimeMs > Date.now() - process.uptime() * 1000;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
