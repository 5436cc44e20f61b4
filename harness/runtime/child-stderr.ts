import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const KEPT_CHARACTERS = 4096;
/** A grandchild may hold the pipe open for ever: this long after the child's exit, what it writes is no longer ours. */
const GRACE_MS = 1000;

/**
 * Passes a child's stderr on to this process's own, and keeps its end: the only place where V8 says that it ran out
 * of memory.
 */
export class ChildStderr {
  readonly #child: ChildProcess;
  #tail = '';

  /** @param child one that was started with a pipe for its stderr */
  constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-KEPT_CHARACTERS);
      process.stderr.write(text);
    });
  }

  /** The last 4,096 characters; to be asked for when the child has exited. */
  async tail(): Promise<string> {
    const { stderr } = this.#child;
    if (stderr !== null && !stderr.closed) {
      const timer = setTimeout(() => stderr.destroy(), GRACE_MS);
      await once(stderr, 'close');
      clearTimeout(timer);
    }
    return this.#tail;
  }
}

/** Whether V8 ended the process because its heap was full. */
export function diedOfMemory(exitCode: number | null, stderrTail: string): boolean {
  return exitCode !== 0 && stderrTail.includes('heap out of memory');
}
