import type { Texts } from '../texts/texts.js';

/** The languages of a page; the first is shown if no script runs. */
export type Languages = readonly [Texts, ...Texts[]];

/** Returns the base64 digest of a text, for the page's Content-Security-Policy. */
export type Digest = (text: string) => string;
