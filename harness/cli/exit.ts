import type { ExitCode } from './exit-codes.js';

/** Ends this process after all of its output has been written: a pipe takes 64 KiB at a time. */
export async function exitWith(code: ExitCode): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(handedOver));
  process.exit(code);
}

/**
 * Keeps this process alive if its output cannot be written: a reader may end early, as `head` does, or a disk may be
 * full. `print` reports such failures.
 */
export function outliveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function handedOver(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
