import type { HeapGraph } from '../../heap/graph/index.js';
import { shownClass } from './class-name.js';
import type { Step } from '../trace/steps.js';

/** A reference as code would write it. */
export interface Expression {
  readonly text: string;
  /** The index where the reference itself begins. */
  readonly start: number;
  /** The expression for the node that it leads to, as in code; empty if there is none. */
  readonly node: string;
}

/** Longer expressions begin anew with the class of what they start at. */
const LONGEST = 60;

/**
 * The references of a path as expressions that grow along it: `variable service`, `service.cache`,
 * `service.cache.get("id-1")`. What begins with a dot, a bracket or a space continues the expression for the node
 * before; anything else stands for itself.
 *
 * @param root the expression for what the path starts at
 */
export function expressionsOf(heap: HeapGraph, steps: readonly Step[], root = ''): Expression[] {
  let expressed = root;
  /** What stands for the node before as an argument, where that is not what stands before its members. */
  let argument: string | undefined;
  return steps.map((step) => {
    const { text, name, before, transparent } = step.reference;
    const continues = before !== undefined || /^[.[ ]/.test(text);
    const owner = expressed === '' || expressed.length > LONGEST ? shownClass(heap, step.from) : expressed;
    const whole = continues
      ? `${before ?? ''}${before === undefined ? owner : (argument ?? owner)}${text}`
      : text;
    const start =
      continues && before === undefined ? owner.length + (text.length - text.trimStart().length) : 0;
    if (transparent === true) {
      expressed = owner;
      argument = whole;
      return { text: whole, start: 0, node: owner };
    }
    argument = undefined;
    expressed = text.startsWith(' ') ? '' : continues ? whole : (name ?? '');
    return { text: whole, start, node: expressed };
  });
}
