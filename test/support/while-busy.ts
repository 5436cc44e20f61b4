import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Longer than a worker takes from its start to its end. */
const BUSY_MS = 500;

/**
 * Does something, and then hears nothing of it for a while: what arrives from elsewhere, here from a process that echoes,
 * keeps this process busy.
 */
export async function whileBusy<T>(act: () => Promise<T>): Promise<T> {
  const echo = spawn('cat', { stdio: 'pipe' });
  const ended = once(echo, 'close');
  echo.stdout.once('data', () => {
    const end = performance.now() + BUSY_MS;
    while (performance.now() < end);
  });
  try {
    await once(echo, 'spawn');
    const acting = act();
    echo.stdin.end('busy');
    return await acting;
  } finally {
    await ended;
  }
}
