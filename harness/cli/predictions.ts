import type { Interface } from 'node:readline/promises';
import { createInterface } from 'node:readline/promises';
import type { CaseDefinition, CaseResult, Counts, VariantStatement } from '../workshop-case/index.js';

/** What a person expects, by variant. */
export type Predictions = ReadonlyMap<string, Counts>;

const QUESTIONS: readonly (readonly [keyof Counts, string])[] = [
  ['keys', 'keys alive'],
  ['values', 'values alive'],
  ['staleEntries', 'stale entries'],
];

/**
 * Asks, variant by variant, what will be alive after the last forced full GC. The questions go to stderr, so that
 * stdout is the result alone. An empty answer, and the end of the input, mean that nothing is predicted.
 */
export async function askPredictions(
  { id, claim, variants }: CaseDefinition,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<Predictions> {
  const terminal = createInterface({ input, output, terminal: false });
  const answers = terminal[Symbol.asyncIterator]();
  const predictions = new Map<string, Counts>();
  try {
    output.write(`\n${id}: ${claim}\nWhat will be alive after the last full GC?\n`);
    for (const [variant, { title, stated }] of Object.entries<VariantStatement>(variants)) {
      if (stated === null) continue;
      output.write(`  ${title}\n`);
      const counts = await askCounts(answers, output, signal);
      if (counts === null) break;
      predictions.set(variant, counts);
    }
    return predictions;
  } finally {
    terminal.close();
  }
}

/** What was predicted beside what was observed, a line per variant. */
export function comparePredictions({ variants }: CaseResult, predictions: Predictions): string {
  const lines = variants.flatMap(({ variant, title, observed }) => {
    const predicted = predictions.get(variant);
    if (predicted === undefined) return [];
    const right = observed !== null && QUESTIONS.every(([what]) => predicted[what] === observed[what]);
    const seen = observed === null ? '–' : inOrder(observed);
    return [`  ${right ? '✔' : '✖'} ${title}: predicted ${inOrder(predicted)}, observed ${seen}`];
  });
  return lines.length === 0 ? '' : `Keys / values / stale entries:\n${lines.join('\n')}\n`;
}

function inOrder(counts: Counts): string {
  return QUESTIONS.map(([what]) => counts[what]).join(' / ');
}

type Answers = ReturnType<Interface[typeof Symbol.asyncIterator]>;

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
    const { done, value } = await orAborted(answers.next(), signal);
    const text = done === true ? '' : value.trim();
    if (text === '') return null;
    if (/^\d+$/.test(text)) return Number(text);
    output.write(
      `    ${JSON.stringify(text)} is no count: write a whole number from 0, or nothing to go on.\n`,
    );
  }
}

function orAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
