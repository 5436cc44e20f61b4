/** Han and other full-width characters, which are as wide as they are high. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
/** Width of a semibold sans-serif letter relative to its size; an overestimate, so that nothing is cut off. */
const NARROW = 0.6;
/** Unbreakable pieces: a word up to its hyphen, or one full-width character with the punctuation after it. */
const PIECES =
  /[^\s\-\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]*-|[^\s\-\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]+|\S[，。、：；）！？]*/gu;

/** Estimates the width of a text at a font size, in the drawing's own units. */
export function textWidth(text: string, size: number): number {
  return Array.from(text).reduce((sum, letter) => sum + size * (WIDE.test(letter) ? 1 : NARROW), 0);
}

/** Breaks a label into at most `most` lines of at most this width; the rest is truncated. */
export function wrapText(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECES)) {
    const gap = match.index > end ? ' ' : '';
    end = match.index + match[0].length;
    const last = lines.at(-1);
    const longer = `${last}${gap}${match[0]}`;
    if (last !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(match[0]);
  }
  const kept = lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
  return kept.map((line) => cut(line, size, width));
}

function cut(line: string, size: number, width: number): string {
  if (textWidth(line, size) <= width) return line;
  const letters = Array.from(line);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('')}…`;
}
