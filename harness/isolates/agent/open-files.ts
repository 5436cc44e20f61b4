import { closeSync, openSync, readdirSync } from 'node:fs';

const FILES = '/proc/self/fd';

/** A file that is held open, so that files can be counted when none can be opened any more. */
let reserve: number | null = null;

/** Holds one file open from now on, for {@link openFiles}, if the system can count open files. */
export function reserveFile(): void {
  try {
    reserve ??= openSync(FILES, 'r');
  } catch {
    // Another system.
  }
}

/** The number of files that this process has open; `null` if the system cannot count them. Linux only. */
export function openFiles(): number | null {
  return countFiles() ?? countWithoutReserve();
}

function countFiles(): number | null {
  try {
    return readdirSync(FILES).length;
  } catch {
    return null;
  }
}

function countWithoutReserve(): number | null {
  if (reserve === null) return null;
  closeSync(reserve);
  reserve = null;
  const counted = countFiles();
  reserveFile();
  return counted;
}
