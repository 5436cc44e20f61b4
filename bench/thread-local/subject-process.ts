import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./measure-subject.js', import.meta.url));

/** A subject in a process of its own, so that it meets no code that was compiled for another. */
export class SubjectProcess {
  readonly name: string;
  readonly #child;
  readonly #answers;

  constructor(name: string) {
    this.name = name;
    this.#child = spawn(process.execPath, [PROGRAM, name], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Nanoseconds per operation of a column such as `get 10`. @throws {Error} when the process has ended */
  async measure(column: string): Promise<number> {
    this.#child.stdin.write(`${column}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error(`The process of "${this.name}" ended at "${column}".`);
    return Number(value);
  }

  /** Lets the process end, which it does at the end of its input. */
  end(): void {
    this.#child.stdin.end();
  }
}
