import type { ExitCode } from './exit-codes.js';

/** Ends this process once all that it printed has been handed over: a pipe takes 64 KiB at a time. */
export async function exitWith(code: ExitCode): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(handedOver));
  process.exit(code);
}

/**
 * Keeps this process alive where nobody takes what it prints: a reader may go away early, as `head` does, and a disk may
 * be full. Whoever needs to know waits for `print`.
 */
export function outliveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function handedOver(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
