import { rmSync } from 'node:fs';

/** Undo functions by the resource that they undo. One list per process, because a process exits only once. */
const pending = new Map<unknown, () => void>();

/**
 * Registers a function that is called when this process exits, however early: a forced exit runs no `finally`. Nothing
 * is awaited on exit, so `undo` must be synchronous.
 *
 * @param what identifies the registration for {@link notAtExit}
 */
export function atExit(what: unknown, undo: () => void): void {
  if (pending.size === 0) process.on('exit', undoAll);
  pending.set(what, undo);
}

/**
 * Removes a folder with its contents when this process exits, unless {@link notAtExit} is called with its path before.
 */
export function removeAtExit(folder: string): void {
  // Retried, because a program that was killed a moment ago may still be writing there.
  atExit(folder, () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }));
}

/** Cancels what {@link atExit} registered, because it has been undone or is meant to stay. */
export function notAtExit(what: unknown): void {
  if (pending.delete(what) && pending.size === 0) process.off('exit', undoAll);
}

/** Undoes the last registration first: a program ends before the folder to which it writes is removed. */
function undoAll(): void {
  for (const undo of [...pending.values()].toReversed()) {
    try {
      undo();
    } catch {
      // The others are undone nevertheless; an error cannot be reported any more.
    }
  }
}
