export { lastPath } from './case/last-looks.js';
export { checkEnvironmentRows, environmentRows } from './frame/environment-rows.js';
export { renderPage, renderVerdictPage } from './frame/render-page.js';
export type { EnvironmentRow } from './frame/environment-rows.js';
export { amountOf } from './verdict/amount-of.js';
export { sentenceParts } from './verdict/sentence-parts.js';
export { english } from './texts/en.js';
export { simplifiedChinese } from './texts/zh-CN.js';
export type { Texts } from './texts/texts.js';
