import type { HeapGraph } from '../graph/index.js';
import { shownClass } from './class-name.js';
import type { Step } from './steps.js';

/** A reference as code would write it. */
export interface Expression {
  readonly text: string;
  /** Where the reference itself begins. */
  readonly start: number;
}

/** Longer expressions begin anew with the class of what they start at. */
const LONGEST = 60;

/**
 * The references of a path as expressions that grow along it: `variable service`, `service.cache`,
 * `service.cache.get("id-1")`. What begins with a dot, a bracket or a space continues the expression for the node
 * before; anything else stands for itself.
 */
export function expressionsOf(heap: HeapGraph, steps: readonly Step[]): Expression[] {
  let before = '';
  return steps.map((step) => {
    const { text, name } = step.reference;
    const continues = /^[.[ ]/.test(text);
    const owner = before === '' || before.length > LONGEST ? shownClass(heap, step.from) : before;
    const expression = continues ? owner + text : text;
    before = text.startsWith('.') || text.startsWith('[') ? expression : text.startsWith(' ') ? '' : (name ?? '');
    return { text: expression, start: continues ? expression.length - text.trimStart().length : 0 };
  });
}
