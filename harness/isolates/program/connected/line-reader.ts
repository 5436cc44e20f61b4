/** Splits the text of a stream into lines of limited length. */
export class LineReader {
  readonly #onLine: (line: string) => void;
  /** Parts of the line that has not ended yet. */
  #parts: string[] = [];
  #length = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /**
   * Takes more text.
   *
   * @param longest maximum length of a line, in UTF-16 code units
   * @returns false if a line is longer
   */
  push(text: string, longest: number): boolean {
    const [first = '', ...others] = text.split('\n');
    this.#parts.push(first);
    this.#length += first.length;
    for (const part of others) {
      if (this.#length > longest) return false;
      const line = this.#parts.join('');
      this.#parts = [part];
      this.#length = part.length;
      this.#onLine(line);
    }
    return this.#length <= longest;
  }
}
