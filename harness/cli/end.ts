import type { ExitCode } from './exit-codes.js';

/** Ends this process once all that it printed has been handed over: a pipe takes 64 KiB at a time. */
export async function endWith(code: ExitCode): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(handedOver));
  process.exit(code);
}

/** Lets a reader go away early, as `head` does: what it did not want is no failure. */
export function allowReadersToLeave(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

function handedOver(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
