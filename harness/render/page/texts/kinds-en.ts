import type { TriedCut } from '../../model/finding-facts.js';
import { formatBytes } from '../../../core/quantities.js';
import type { LeakKind } from '../../../retention/index.js';

/** The texts that explain a finding; code is enclosed in backticks. */
export interface KindTexts {
  readonly heading: string;
  readonly why: string;
  readonly mend: string;
  /** Text before a line of the program. */
  readonly line: string;
  /** The same, if the line is one of a package. */
  readonly lineInPackage: string;
  readonly tried: string;
  readonly whyOf: (explanation: LeakKind) => string;
  readonly mendOf: (explanation: LeakKind) => string;
  /** Text on what one cut frees. */
  readonly triedOf: (tried: TriedCut) => string;
}

const LOCALE = 'en';

/** Explanations in English, the language of findings. */
export const kindsInEnglish: KindTexts = {
  heading: 'Why it leaks and how to fix it',
  why: 'Why:',
  mend: 'Fix:',
  line: 'Your line:',
  lineInPackage: 'In a package:',
  tried: 'Tried:',
  whyOf: ({ why }) => why,
  mendOf: ({ mend }) => mend,
  triedOf: (tried) => {
    const { count, verifiedCut } = tried;
    const { text, freed, freedBytes } = verifiedCut;
    const cut = `cutting \`${text.replaceAll('`', "'")}\`${alsoCutText(verifiedCut)} alone frees`;
    if (freed === 0) return `${cut} none: ${othersText(tried)} them.`;
    const some = `${cut} ${freed.toLocaleString(LOCALE)} of ${count.toLocaleString(LOCALE)} and ${formatBytes(freedBytes, { bytesWord: 'bytes', locale: LOCALE })}`;
    return freed === count ? `${some}.` : `${some}; ${othersText(tried)} the others.`;
  },
};

function alsoCutText({ references, others }: TriedCut['verifiedCut']): string {
  const more = others === 0 ? '' : ` and ${others.toLocaleString(LOCALE)} other`;
  if (references === 1) return others === 0 ? '' : `${more} reference${others === 1 ? '' : 's'}`;
  return `, ${references.toLocaleString(LOCALE)} references of this kind${more}${others > 1 ? 's' : ''},`;
}

function othersText({ holders: { length: others }, holdersComplete }: TriedCut): string {
  if (others === 0) return 'other references hold';
  const number = `${holdersComplete ? '' : 'at least '}${others.toLocaleString(LOCALE)}`;
  return others === 1 ? `${number} other reference holds` : `${number} other references hold`;
}
