import type { TriedCut } from '../../model/finding-facts.js';
import type { LeakKind } from '../../../retention/index.js';

/** The words in which a finding is explained; what code says stands between backticks. */
export interface KindTexts {
  readonly heading: string;
  readonly why: string;
  readonly mend: string;
  /** Stands before the user's line. */
  readonly line: string;
  readonly tried: string;
  readonly whyOf: (explanation: LeakKind) => string;
  readonly mendOf: (explanation: LeakKind) => string;
  /** What one cut frees. */
  readonly triedOf: (tried: TriedCut) => string;
}
