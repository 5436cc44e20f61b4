import type { NodeOrdinal } from '../../core/units.js';
import { boundTarget } from '../grouping/class-name.js';
import type { HeapFacts } from '../search/heap-facts.js';
import type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from '../inspector.js';

/** A reference as described by an inspector, and the node that it leads to. */
export interface Step {
  readonly reference: ReferenceMeaning;
  readonly hops: readonly Hop[];
  readonly from: NodeOrdinal;
  readonly to: NodeOrdinal;
  readonly meaning: NodeMeaning;
}

/** Converts a path to steps: hops that are internal to the engine are folded, and rows of equal hops become one. */
export function stepsOf(facts: HeapFacts, inspectors: readonly Inspector[], hops: readonly Hop[]): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < hops.length;) {
    const rest = hops.slice(at, at + LONGEST);
    const reference = referenceOf(facts, inspectors, rest);
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

/** Maximum number of hops passed to an inspector: longer rows are passed in parts, which are folded. */
const LONGEST = 1024;

function referenceOf(
  facts: HeapFacts,
  inspectors: readonly Inspector[],
  hops: readonly Hop[],
): ReferenceMeaning {
  for (const inspector of inspectors) {
    const told = inspector.refer?.(hops, facts.heap);
    if (told !== undefined) return told;
  }
  const [hop] = hops;
  return hop === undefined ? { hops: 1, text: '' } : plainReference(facts, hop);
}

function describe(facts: HeapFacts, inspectors: readonly Inspector[], node: NodeOrdinal): NodeMeaning {
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
  const isNodes = facts.origin(boundTarget(facts.heap, from)) === 'node';
  const text = String(name);
  const symbol = /^<symbol (.*)>$/s.exec(text)?.[1];
  const written =
    symbol === undefined
      ? IDENTIFIER.test(text.replace(/^#/, ''))
        ? `.${text}`
        : `[${JSON.stringify(text)}]`
      : `[Symbol(${symbol})]`;
  return { hops: 1, text: written, ...(isNodes ? {} : { name: text }) };
}

/** Folds `next` × 571: a row of equal references between nodes of one class becomes one step. */
function foldRepeats({ heap }: HeapFacts, steps: readonly Step[]): Step[] {
  const isSameClass = (a: NodeOrdinal, b: NodeOrdinal): boolean =>
    heap.type(a) === heap.type(b) && heap.name(a) === heap.name(b);
  const rows: Step[][] = [];
  for (const step of steps) {
    const row = rows.at(-1);
    const before = row?.at(-1);
    const isRepeat =
      before !== undefined &&
      before.reference.text === step.reference.text &&
      (step.reference.continues === true ||
        (isSameClass(before.to, step.to) &&
          (before.reference.repeats !== undefined || isSameClass(before.from, step.to))));
    if (isRepeat) row?.push(step);
    else rows.push([step]);
  }
  return rows.map(folded);
}

function folded(row: readonly Step[]): Step {
  const [first] = row;
  const last = row.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a row has at least one step');
  if (row.length === 1) return last;
  const repeats = row.reduce((sum, { reference }) => sum + (reference.repeats ?? 1), 0);
  return {
    ...last,
    from: first.from,
    hops: row.flatMap(({ hops }) => hops),
    reference: { ...last.reference, repeats },
  };
}
