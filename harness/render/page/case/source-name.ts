import type { Texts } from '../texts/texts.js';

/** The name of a source; a file of the course texts is named by its number, too. */
export function sourceName(file: string, { section }: Texts): string {
  const number = /^(\d+)_\w+\.txt$/.exec(file)?.[1];
  return number === undefined ? file : section.courseText(number);
}
