import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { clearTimeout, setTimeout } from '../../core/captured-timers.js';
import type { Death } from './worker-errors.js';

const KEPT_CHARACTERS = 4096;
/** Node's exit code for an unknown option or a missing value. */
const INVALID_ARGUMENT = 9;
/** Time after the child's exit at which its stderr is closed, because a grandchild may keep the pipe open forever. */
const GRACE_MS = 1000;

/**
 * Passes the stderr of a child on to the stderr of this process, and keeps its last part: only there does V8 report
 * that it ran out of memory.
 */
export class ChildStderr {
  readonly #child: ChildProcess;
  #tail = '';

  /** @param child a process that was started with a pipe for its stderr */
  constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#tail = (this.#tail + text).slice(-KEPT_CHARACTERS);
      process.stderr.write(text);
    });
  }

  /**
   * Adds information from stderr to the death of an exited child: that its heap was full, that Node rejected its
   * options, or, if no error is known, its last lines of output.
   */
  async explain(death: Death): Promise<Death> {
    const tail = await this.#end();
    const error = death.error ?? (tail === '' ? null : new Error(lastLines(tail)));
    return { ...death, reason: reasonOf(death, tail), error };
  }

  async #end(): Promise<string> {
    const { stderr } = this.#child;
    if (stderr !== null && !stderr.closed) {
      const timer = setTimeout(() => stderr.destroy(), GRACE_MS);
      await once(stderr, 'close');
      clearTimeout(timer);
    }
    return this.#tail;
  }
}

function reasonOf({ exitCode, reason }: Death, stderr: string): Death['reason'] {
  if (exitCode !== 0 && stderr.includes('heap out of memory')) return 'out-of-memory';
  // Node's own message, printed before any code has run.
  if (exitCode === INVALID_ARGUMENT && stderr.startsWith(`${process.execPath}: `)) return 'refused';
  return reason;
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n');
}
