import { isOwnCode } from '../../core/own-code.js';
import { isInPackage, type SourcePosition } from '../../core/source-position.js';
import { forgetLastMatch } from './last-match.js';
import { stackText } from './stack-text.js';

/** A call in a stack trace: `at new Pool (file:///app/pool.js:12:3)`, with or without a name. */
const PLACE = /(?:\(|at )((?:file:|\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/;
const LONGEST_STACK = 50;

/**
 * Returns the line of the user's code that is being run: the innermost call outside of packages
 * or, if there is none, the innermost one outside of Node and of the harness. `null` if it cannot be told.
 */
export function startingLine(): SourcePosition | null {
  try {
    const places = stackText(LONGEST_STACK)
      .split('\n')
      .flatMap(positionIn)
      .filter(({ url }) => !isOwnCode(url));
    return places.find(({ url }) => !isInPackage(url)) ?? places[0] ?? null;
  } catch {
    return null;
  } finally {
    forgetLastMatch();
  }
}

function positionIn(line: string): SourcePosition[] {
  const [, url, row, column] = PLACE.exec(line) ?? [];
  return url === undefined ? [] : [{ url, line: Number(row), column: Number(column) }];
}
