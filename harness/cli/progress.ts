import yoctoSpinner from 'yocto-spinner';
import type { Spinner } from 'yocto-spinner';
import { visibleText } from '../core/escape-control-characters.js';

/**
 * One line of progress per step: a spinner on a terminal, plain lines elsewhere. Printed to stderr, because stdout is
 * only for the result.
 */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #spinner: Spinner | null = null;
  #step = '';
  #started = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  begin(step: string): void {
    this.#step = visibleText(step);
    this.#started = performance.now();
    if (this.#stream.isTTY) this.#spinner = yoctoSpinner({ text: this.#step, stream: this.#stream }).start();
  }

  detail(what: string): void {
    if (this.#spinner !== null) this.#spinner.text = `${this.#step} · ${visibleText(what)}`;
  }

  end(succeeded: boolean, outcome: string): void {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1);
    const line = `${this.#step} · ${outcome} (${seconds} s)`;
    if (this.#spinner === null) this.#stream.write(`${succeeded ? '✔' : '✖'} ${line}\n`);
    else if (succeeded) this.#spinner.success(line);
    else this.#spinner.error(line);
    this.#spinner = null;
  }

  stop(): void {
    this.#spinner?.stop();
    this.#spinner = null;
  }
}
