export { visibleLines, visibleText } from '../core/visible-text.js';
