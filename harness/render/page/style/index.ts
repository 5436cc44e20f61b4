import { baseStyle } from './base.js';
import { caseStyle } from './case.js';
import { controlStyle } from './controls.js';
import { figureStyle } from './figures.js';
import { glossaryStyle } from './glossary.js';
import { overviewStyle } from './overview.js';
import { placeStyle } from './places.js';
import { printStyle } from './print.js';
import { traceStyle } from './trace.js';
import { verdictStyle } from './verdict.js';
import { walkStyle } from './walk.js';

/** The style sheet of the cases' page. */
export const style: string = [
  baseStyle,
  overviewStyle,
  caseStyle,
  figureStyle,
  controlStyle,
  placeStyle,
  glossaryStyle,
  walkStyle,
  printStyle,
].join('\n');

/** The style sheet of a check's page: the same, and what only a verdict has. */
export const verdictPageStyle: string = [style, verdictStyle, traceStyle].join('\n');

/** The style sheet of the live workshop's pages, without what they have of their own. */
export const livePageBase: string = [baseStyle, caseStyle, figureStyle, controlStyle, walkStyle].join('\n');
