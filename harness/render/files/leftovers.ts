import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isUnfinished, whyForeign } from './old-report.js';

/**
 * Removes what dead runs left beside a report folder, as far as possible. First restores a report that was moved aside
 * but not replaced.
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

/** Removes a folder. Files that another user owns or that are open stay, and the next run tries again. */
export async function clearAway(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/** Returns an unused path to which a report is moved while the next one replaces it. */
export async function pathAside(folder: string): Promise<string> {
  const path = `${folder}.old-${process.pid}`;
  for (let number = 1; ; number++) {
    // The path may exist if an earlier run of this process could not remove it.
    const free = number === 1 ? path : `${path}.${number}`;
    if (!(await exists(free))) return free;
  }
}

/** Whether a folder is a leftover of a run, by its content: its name alone proves nothing. */
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

/**
 * Whether a live run uses a folder. In a container, process ids are soon reused: a folder older than this process is
 * not its own.
 */
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
