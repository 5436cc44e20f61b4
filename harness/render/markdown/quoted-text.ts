/** Markup around text, in the order of removal, with what is kept of each. */
const MARKS: readonly (readonly [mark: RegExp, kept: string])[] = [
  [/<\/?(?:font|span|b|u|strong|em|mark)\b[^>]*>/giu, ''],
  [/!?\[([^\]]*)\]\([^)]*\)/gu, '$1'],
  [/(\*\*|__|==|~~)(?=\S)(.+?)\1/gsu, '$2'],
  [/(?<![\w*])\*(?=\S)([^*]+)\*(?![\w*])/gu, '$1'],
  [/`+([^`]+)`+/gu, '$1'],
  [/^(?:#{1,6}|>|[-*+]) +/gmu, ''],
];

/** Returns a sentence of Markdown as plain text, without the markup of bold, highlights, code and links. */
export function withoutMarkdown(text: string): string {
  return MARKS.reduce((rest, [mark, kept]) => rest.replace(mark, kept), text);
}
