import { english, simplifiedChinese, type Texts } from '../../../render/page/components/index.js';
import { liveEnglish } from './en.js';
import type { LiveTexts } from './texts.js';
import { liveChinese } from './zh-CN.js';

/** All texts of a live page in one language: those of the report, and its own. */
export interface PageTexts {
  readonly report: Texts;
  readonly live: LiveTexts;
}

/** The languages of the live pages; the first one is shown if the browser's is none of them. */
export const LIVE_LANGUAGES: readonly [PageTexts, ...PageTexts[]] = [
  { report: english, live: liveEnglish },
  { report: simplifiedChinese, live: liveChinese },
];
