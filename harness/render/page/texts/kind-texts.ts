import type { ExplanationModel, TriedModel } from '../verdict-model.js';

/** The words in which a finding is explained; what code says stands between backticks. */
export interface KindTexts {
  readonly heading: string;
  readonly why: string;
  readonly mend: string;
  /** Stands before the user's line. */
  readonly line: string;
  readonly tried: string;
  readonly whyOf: (explanation: ExplanationModel) => string;
  readonly mendOf: (explanation: ExplanationModel) => string;
  /** What one cut frees. */
  readonly triedOf: (tried: TriedModel) => string;
}
