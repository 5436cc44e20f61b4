import type { NodeOrdinal } from '../core/units.js';
import type { HeapFacts } from './heap-facts.js';
import type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from './inspector.js';

/** A reference as told by an inspector, and the node that it leads to. */
export interface Step {
  readonly reference: ReferenceMeaning;
  readonly hops: readonly Hop[];
  readonly from: NodeOrdinal;
  readonly to: NodeOrdinal;
  readonly meaning: NodeMeaning;
}

/** Tells a path as steps: what only an engine sees is folded, and rows of equal hops become one. */
export function stepsOf(facts: HeapFacts, inspectors: readonly Inspector[], hops: readonly Hop[]): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < hops.length;) {
    const rest = hops.slice(at, at + LONGEST);
    const reference = referenceOf(facts, inspectors, rest, hops.slice(at));
    const spanned = hops.slice(at, at + reference.hops);
    const last = spanned.at(-1);
    const [first] = spanned;
    if (first === undefined || last === undefined) break;
    steps.push({
      reference,
      hops: spanned,
      from: first.from,
      to: last.to,
      meaning: describe(facts, inspectors, last.to),
    });
    at += reference.hops;
  }
  return foldRepeats(facts, steps);
}

const LONGEST = 4096;

function referenceOf(
  facts: HeapFacts,
  inspectors: readonly Inspector[],
  hops: readonly Hop[],
  _all: readonly Hop[],
): ReferenceMeaning {
  for (const inspector of inspectors) {
    const told = inspector.refer?.(hops, facts.heap);
    if (told !== undefined) return told;
  }
  const [hop] = hops;
  return hop === undefined ? { hops: 1, text: '' } : plainReference(facts, hop);
}

export function describe(facts: HeapFacts, inspectors: readonly Inspector[], node: NodeOrdinal): NodeMeaning {
  for (const inspector of inspectors) {
    const told = inspector.describe?.(node, facts.heap);
    if (told !== undefined) return told;
  }
  return {};
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function plainReference(facts: HeapFacts, { type, name, from }: Hop): ReferenceMeaning {
  if (type === 'context') return { hops: 1, text: `variable ${name}`, name: String(name) };
  if (type !== 'property') return { hops: 1, text: ` (${name})` };
  const text = String(name);
  const symbol = /^<symbol (.*)>$/s.exec(text)?.[1];
  const written =
    symbol === undefined
      ? IDENTIFIER.test(text.replace(/^#/, ''))
        ? `.${text}`
        : `[${JSON.stringify(text)}]`
      : `[Symbol(${symbol})]`;
  return { hops: 1, text: written, ...(facts.origin(from) === 'node' ? {} : { name: text }) };
}

/** `next` × 571: a row of equal references between nodes of one class is one step. */
function foldRepeats({ heap }: HeapFacts, steps: readonly Step[]): Step[] {
  const folded: Step[] = [];
  for (const step of steps) {
    const before = folded.at(-1);
    const isRepeat =
      before !== undefined &&
      before.reference.text === step.reference.text &&
      heap.type(before.to) === heap.type(step.to) &&
      heap.name(before.to) === heap.name(step.to) &&
      (before.reference.repeats !== undefined || heap.name(before.from) === heap.name(step.to));
    if (!isRepeat) {
      folded.push(step);
      continue;
    }
    const repeats = (before.reference.repeats ?? 1) + (step.reference.repeats ?? 1);
    folded[folded.length - 1] = {
      ...step,
      from: before.from,
      hops: [...before.hops, ...step.hops],
      reference: { ...step.reference, repeats },
    };
  }
  return folded;
}
