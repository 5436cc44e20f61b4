import type { StringTable } from '../../snapshot/index.js';

/**
 * Tells whether the string at an index is `text`: decodes each string once that it is asked about, where looking for
 * the text beforehand would read all strings of the snapshot. One byte per string.
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
