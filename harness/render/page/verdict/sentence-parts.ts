/** A part of a sentence, as words or as code. */
export interface SentencePart {
  readonly text: string;
  readonly isCode: boolean;
}

/** Splits a sentence into words and code, which is enclosed in backticks. */
export function sentenceParts(sentence: string): SentencePart[] {
  return sentence
    .split('`')
    .map((text, at) => ({ text, isCode: at % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
