import type { StringTable } from '../../snapshot/index.js';

/**
 * Returns a test of whether the string at an index is `text`. Decodes only strings that are tested, because a search
 * for the text would read all strings of the snapshot. Takes one byte per string.
 */
export function nameTest(strings: StringTable, text: string): (index: number) => boolean {
  const answers = new Uint8Array(strings.count);
  return (index) => {
    const known = answers[index];
    if (known !== 0) return known === 1;
    const isText = strings.at(index) === text;
    answers[index] = isText ? 1 : 2;
    return isText;
  };
}
