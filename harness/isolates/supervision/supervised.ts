import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { TEMPORARY_PREFIX } from './temporary-folder.js';

/** What a supervised program receives first. */
export interface SupervisedStart {
  /** Proves that a message to the supervisor is the program's own, and not of code that it loads. */
  readonly token: string;
  readonly input: unknown;
}

/** A message of a supervised program to its supervisor. */
export interface SupervisedMessage {
  readonly token: string;
  readonly message: unknown;
}

const send = process.send?.bind(process);
/** The folder that the supervisor has given this process; code that is loaded later may change the variable. */
const folder = tmpdir();
let token = '';

/**
 * Returns the input of a program that `supervise` runs. From then on `process.send` is hidden, as in a worker thread:
 * code that the program loads cannot send messages in its name.
 *
 * @param onAsked called when the program is asked to end, which may be immediately
 */
export function supervisedInput(onAsked: () => void): Promise<unknown> {
  return new Promise((resolve) => {
    process.once('message', (start) => {
      process.on('message', onAsked);
      Reflect.deleteProperty(process, 'send');
      const { input, ...more } = start as SupervisedStart;
      ({ token } = more);
      resolve(input);
    });
  });
}

/** Sends a message to the supervisor; resolves when it has been sent, or cannot be sent any more. */
export function tellSupervisor(message: unknown): Promise<void> {
  return new Promise((resolve) => {
    if (send === undefined) return resolve();
    send({ token, message } satisfies SupervisedMessage, () => resolve());
  });
}

/** Removes the temporary folder of this process, because its supervisor is gone and cannot remove it. */
export function removeOwnFolder(): void {
  if (!basename(folder).startsWith(TEMPORARY_PREFIX)) return;
  try {
    // Retried, because other processes may still be writing there.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  } catch {
    // This process is about to end, and nothing could be reported.
  }
}
