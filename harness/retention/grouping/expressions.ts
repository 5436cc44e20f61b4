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

/** After a longer expression, the next one starts again with the class of the node at which it begins. */
const LONGEST = 60;

/**
 * Converts the references of a path to expressions that grow along it: `variable service`, `service.cache`,
 * `service.cache.get("id-1")`. A text that begins with a dot, a bracket or a space continues the expression for the
 * previous node; any other text is an expression of its own.
 *
 * @param root the expression for the node at which the path starts
 */
export function expressionsOf(heap: HeapGraph, steps: readonly Step[], root = ''): Expression[] {
  let expressed = root;
  /** The previous node's expression as an argument, if that differs from the one before its members. */
  let argument: string | undefined;
  return steps.map((step) => {
    const { text, name, before, transparent } = step.reference;
    const continues = before !== undefined || /^[.[ ]/.test(text);
    const isByClass = expressed === '' || expressed.length > LONGEST;
    const owner = isByClass ? shownClass(heap, step.from) : expressed;
    // The class of a node without an expression says nothing after the same word.
    if (transparent === true && isByClass && before?.endsWith(`${owner.toLowerCase()} `) === true) {
      expressed = owner;
      argument = `${before.trimEnd()}${text}`;
      return { text: argument, start: 0, node: owner };
    }
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
