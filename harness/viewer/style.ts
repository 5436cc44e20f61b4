import { baseStyle } from './style-base.js';
import { caseStyle } from './style-case.js';
import { controlStyle } from './style-controls.js';
import { figureStyle } from './style-figures.js';
import { overviewStyle } from './style-overview.js';
import { printStyle } from './style-print.js';

/** The page's only style sheet. */
export const style: string = [
  baseStyle,
  overviewStyle,
  caseStyle,
  figureStyle,
  controlStyle,
  printStyle,
].join('\n');
