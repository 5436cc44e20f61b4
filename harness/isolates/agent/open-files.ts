import { closeSync, openSync, readdirSync } from 'node:fs';

const FILES = '/proc/self/fd';

/** A file that is held open as a reserve, so that open files can be counted when no more can be opened. */
let reserve: number | null = null;

/** Opens a reserve file for {@link openFiles}, if the system can count open files. */
export function reserveFile(): void {
  try {
    reserve ??= openSync(FILES, 'r');
  } catch {
    // The system is not Linux.
  }
}

/** Returns the number of files that this process has open; `null` if the system cannot count them. Linux only. */
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
