import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlaceModel } from '../page/index.js';
import { placeText } from '../../retention/index.js';
import type { SourcePosition } from '../../retention/index.js';
import { visibleText } from '../../core/visible-text.js';

const MAX_LENGTH = 500;

/**
 * A text with addresses of files in it, as a person writes it: relative to the current folder, else to that of the
 * scenario.
 *
 * @param scenario its URL
 */
export function placeModel(text: string, scenario: string): PlaceModel {
  const folder = folderOf(scenario);
  const short = placeText(text, {});
  return {
    text: visibleText(folder === null ? short : placeText(short, { folder }), MAX_LENGTH),
    full: visibleText(text, MAX_LENGTH),
  };
}

/** A position in a file: `session.js:12:3`. */
export function positionModel(position: SourcePosition | null, scenario: string): PlaceModel | null {
  if (position === null) return null;
  const { url, line, column } = position;
  return placeModel(`${url}:${line}:${column}`, scenario);
}

function folderOf(scenario: string): string | null {
  try {
    return dirname(fileURLToPath(scenario));
  } catch {
    return null;
  }
}
