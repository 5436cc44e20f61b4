export { formatVerdict } from './format-verdict.js';
export type { FormatVerdictOptions } from './format-verdict.js';
