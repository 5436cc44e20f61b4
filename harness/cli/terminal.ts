import { styleText } from 'node:util';

/** Bold where standard output is a terminal. */
export function titleStyle(): (text: string) => string {
  return process.stdout.isTTY ? (text) => styleText('bold', text, { validateStream: false }) : (text) => text;
}

/**
 * Writes all of it, and waits until it has been taken: the process ends right after. A reader that goes away before has
 * had what it wanted.
 */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) =>
      error && error.code !== 'EPIPE' ? reject(error) : resolve(),
    );
  });
}
