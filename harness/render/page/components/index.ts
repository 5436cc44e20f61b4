// What other pages, which are drawn in the browser, share with the reports.
export { type Memory, openMemory } from '../browser/memory.js';
export { openWalks } from '../browser/walks.js';
export { Path } from '../case/path-section.js';
export { Walks } from '../case/walks.js';
export { widthWithNames } from '../figures/chart-labels.js';
export { ChartPanel } from '../figures/chart-panel.js';
export { chartScales, countScale } from '../figures/chart-scales.js';
export { columnsFor } from '../figures/slot-drawing.js';
export { LETTERED, SLOT_HEIGHT, SLOT_WIDTH, SlotPatterns } from '../figures/slot-patterns.js';
export { livePageBase } from '../style/index.js';
export { localisedTrace } from '../texts/localise-trace.js';
export { english } from '../texts/en.js';
export type { Texts } from '../texts/texts.js';
export { simplifiedChinese } from '../texts/zh-CN.js';
export { Document, type Edition } from '../frame/document.js';
export { PageFrame } from '../frame/page-frame.js';
export { htmlOf } from '../frame/html-of.js';
