import type { Languages } from '../frame/page-options.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-CN.js';

/** The languages of every page; the first is shown if no script runs. */
export const LANGUAGES: Languages = [english, simplifiedChinese];
