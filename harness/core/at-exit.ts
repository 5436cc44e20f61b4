import { rmSync } from 'node:fs';

/** What is to be undone, by what it is. The one list of a process, as its exit is one: how it ends is not a caller's choice. */
const pending = new Map<unknown, () => void>();

/**
 * Has something undone when this process exits, however early: a forced end runs no `finally`. Nothing is awaited then,
 * so `undo` does all it does at once.
 *
 * @param what stands for it in {@link notAtExit}
 */
export function atExit(what: unknown, undo: () => void): void {
  if (pending.size === 0) process.on('exit', undoAll);
  pending.set(what, undo);
}

/** Has a folder removed with all that is in it, unless {@link notAtExit} is told of its path before. */
export function removeAtExit(folder: string): void {
  // Retried, because a program that was killed a moment ago may still be writing there.
  atExit(folder, () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }));
}

/** Takes back what was told to {@link atExit}: it has been undone, or is to stay. */
export function notAtExit(what: unknown): void {
  if (pending.delete(what) && pending.size === 0) process.off('exit', undoAll);
}

/** Last things first: a program ends before the folder goes that it writes to. */
function undoAll(): void {
  for (const undo of [...pending.values()].toReversed()) {
    try {
      undo();
    } catch {
      // The others are undone all the same; nobody is left to be told.
    }
  }
}
