import { baseStyle } from './base.js';
import { caseStyle } from './case.js';
import { controlStyle } from './controls.js';
import { figureStyle } from './figures.js';
import { overviewStyle } from './overview.js';
import { printStyle } from './print.js';

/** The page's only style sheet. */
export const style: string = [
  baseStyle,
  overviewStyle,
  caseStyle,
  figureStyle,
  controlStyle,
  printStyle,
].join('\n');
