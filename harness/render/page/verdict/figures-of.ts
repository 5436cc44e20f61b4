import type { Texts } from '../texts/texts.js';
import type { FindingModel } from '../verdict-model.js';

/** How much of it there is: `137 per 137 iterations, 1.0 each, 2.3 KiB retained each`. */
export function figuresOf(
  { count, iterations, perIteration, bytesEach }: FindingModel,
  { verdict }: Texts,
): string {
  const parts = [
    verdict.countOf(count, iterations),
    verdict.rate(perIteration),
    ...(bytesEach > 0 ? [verdict.retained(verdict.size(bytesEach))] : []),
  ];
  return parts.join(verdict.comma);
}
