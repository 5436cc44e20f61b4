import { rejectOnAbort } from '../core/reject-on-abort.js';
import type { Interface } from 'node:readline/promises';
import { createInterface } from 'node:readline/promises';
import { shownValue } from '../core/shown-value.js';
import { visibleText } from '../core/escape-control-characters.js';
import type { CaseOutline, CaseResult, Counts, VariantStatement } from '../workshop/index.js';

/** Predicted counts, by variant. */
export type Predictions = ReadonlyMap<string, Counts>;

const QUESTIONS: readonly (readonly [keyof Counts, string])[] = [
  ['keys', 'keys alive'],
  ['values', 'values alive'],
  ['staleEntries', 'stale entries'],
];

/**
 * The lines of an input, one after the other, for a whole run: lines read ahead in one case answer the next one, and
 * the end of the input is its end for all cases.
 */
export class Answers {
  readonly #terminal: Interface;
  readonly #lines: ReturnType<Interface[typeof Symbol.asyncIterator]>;
  #ended = false;

  constructor(input: NodeJS.ReadableStream) {
    this.#terminal = createInterface({ input, terminal: false });
    this.#lines = this.#terminal[Symbol.asyncIterator]();
  }

  /** Whether `next` was called after the last line. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Reads the next line, trimmed; empty at the end of the input.
   *
   * @throws the signal's reason when it aborts
   */
  async next(signal: AbortSignal): Promise<string> {
    const { done, value } = await rejectOnAbort(this.#lines.next(), signal);
    this.#ended = done === true;
    return done === true ? '' : value.trim();
  }

  /** Stops reading the input. */
  close(): void {
    this.#terminal.close();
  }
}

/**
 * Asks, variant by variant, what will be alive after the last forced full GC. Questions are printed to stderr, because
 * stdout is only for the result. An empty answer or the end of the input ends the predictions.
 */
export async function askPredictions(
  { id, claim, variants }: CaseOutline,
  answers: Answers,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<Predictions> {
  const predictions = new Map<string, Counts>();
  if (answers.ended) return predictions;
  output.write(`\n${id}: ${visibleText(claim, Infinity)}\nWhat will be alive after the last full GC?\n`);
  for (const [variant, { title, stated }] of Object.entries<VariantStatement>(variants)) {
    if (stated === null) continue;
    output.write(`  ${visibleText(title)}\n`);
    const counts = await askCounts(answers, output, signal);
    if (counts === null) break;
    predictions.set(variant, counts);
  }
  return predictions;
}

/** Formats what was predicted beside what was observed, one line per variant. */
export function comparePredictions({ variants }: CaseResult, predictions: Predictions): string {
  const lines = variants.flatMap(({ variant, title, observed }) => {
    const predicted = predictions.get(variant);
    if (predicted === undefined) return [];
    const right = observed !== null && QUESTIONS.every(([what]) => predicted[what] === observed[what]);
    const seen = observed === null ? '–' : inOrder(observed);
    return [
      `  ${right ? '✔' : '✖'} ${visibleText(title)}: predicted ${inOrder(predicted)}, observed ${seen}`,
    ];
  });
  return lines.length === 0 ? '' : `Keys / values / stale entries:\n${lines.join('\n')}\n`;
}

function inOrder(counts: Counts): string {
  return QUESTIONS.map(([what]) => counts[what]).join(' / ');
}

async function askCounts(
  answers: Answers,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<Counts | null> {
  const counts: Record<string, number> = {};
  for (const [what, question] of QUESTIONS) {
    const count = await askCount(answers, output, question, signal);
    if (count === null) return null;
    counts[what] = count;
  }
  return counts as unknown as Counts;
}

async function askCount(
  answers: Answers,
  output: NodeJS.WritableStream,
  question: string,
  signal: AbortSignal,
): Promise<number | null> {
  for (;;) {
    output.write(`    ${question}? `);
    const text = await answers.next(signal);
    if (text === '') return null;
    if (/^\d+$/.test(text)) return Number(text);
    output.write(
      `    ${shownValue(text)} is not a count: enter a whole number from 0, or nothing to stop predicting.\n`,
    );
  }
}
