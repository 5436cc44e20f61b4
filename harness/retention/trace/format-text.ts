import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import type { LeakStatus } from '../types.js';

export interface PlaceOptions {
  /**
   * Folder to which displayed paths are relative; empty for none.
   * @defaultValue the current working directory
   */
  readonly folder?: string | undefined;
}

type Paint = (text: string) => string;

/** Functions that colour a text; all do nothing if colour is off. */
export interface Painter extends Readonly<Record<LeakStatus, Paint>> {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly bad: Paint;
}

export function painterOf(color: boolean): Painter {
  const style =
    (format: Parameters<typeof styleText>[0]): Paint =>
    (text) =>
      color && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return {
    strong: style('bold'),
    faint: style('dim'),
    bad: style('red'),
    no: style('green'),
    unknown: style('yellow'),
    yes: style('red'),
  };
}

/**
 * Shortens paths in a text: files below `node_modules` start with the package, other files are relative to the folder.
 */
export function placeText(text: string, { folder = process.cwd() }: PlaceOptions): string {
  const plain = text
    .replace(/file:\/\/[^\s):]+/g, asPath)
    .replace(/(?:[^\s]*\/)?node_modules\/(?=[^\s])/g, '');
  if (folder === '') return plain;
  return plain.replaceAll(folder.endsWith('/') ? folder : `${folder}/`, '');
}

function asPath(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
