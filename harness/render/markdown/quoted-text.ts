/** Marks that surround text, in the order in which they are taken off, and what is kept of each. */
const MARKS: readonly (readonly [mark: RegExp, kept: string])[] = [
  [/<\/?(?:font|span|b|u|strong|em|mark)\b[^>]*>/giu, ''],
  [/!?\[([^\]]*)\]\([^)]*\)/gu, '$1'],
  [/(\*\*|__|==|~~)(?=\S)(.+?)\1/gsu, '$2'],
  [/(?<![\w*])\*(?=\S)([^*]+)\*(?![\w*])/gu, '$1'],
  [/`+([^`]+)`+/gu, '$1'],
  [/^(?:#{1,6}|>|[-*+]) +/gmu, ''],
];

/** A sentence of a Markdown text as it is read: the marks for bold, highlighted, code and links are taken off. */
export function withoutMarkdown(text: string): string {
  return MARKS.reduce((rest, [mark, kept]) => rest.replace(mark, kept), text);
}
