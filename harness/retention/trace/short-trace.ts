import { shownClass } from '../grouping/class-name.js';
import { expressionsOf } from '../grouping/expressions.js';
import type { HeapFacts } from '../search/heap-facts.js';
import type { LeakTrace } from '../types.js';
import type { Step } from './steps.js';

/** Maximum number of steps that are recognised as one repetition. */
const LONGEST_PERIOD = 6;
/** Minimum number of repetitions that are folded. */
const FEWEST_REPEATS = 3;
/** Number of consecutive nodes with the same status, at each end, that are shown of more than twice as many. */
const SHOWN_AT_END = 25;

/** Consecutive steps of a trace that are shown as one. */
interface Row {
  readonly first: number;
  readonly last: number;
  readonly step: Step;
}

/**
 * Shortens a trace for people: several steps that repeat, such as those of a linked list of wrapped values, become one
 * reference with the number of repetitions, and of a long rest the middle is left out. The reference to cut and those
 * between nodes with different statuses are always shown.
 *
 * @param expression the expression for the root, as in code
 */
export function shortTrace(
  facts: HeapFacts,
  trace: LeakTrace,
  steps: readonly Step[],
  expression: string,
): LeakTrace {
  if (steps.length <= FEWEST_REPEATS * 2) return trace;
  const rows = withoutMiddles(trace, foldedRows(facts, trace, steps));
  if (rows.length === steps.length) return trace;
  const expressions = expressionsOf(
    facts.heap,
    rows.map(({ step }) => step),
    expression,
  );
  return {
    root: trace.root,
    nodes: rows.flatMap(({ last, step }, at) => {
      const node = trace.nodes[last];
      const { text = '', start = 0 } = expressions[at] ?? {};
      const repeats = step.reference.repeats ?? 1;
      return node === undefined ? [] : [{ ...node, reference: { ...node.reference, text, start, repeats } }];
    }),
    cut: rows.findIndex(({ first, last }) => first <= trace.cut && trace.cut <= last),
  };
}

/** Folds repetitions of several steps, the shortest ones first. */
function foldedRows(facts: HeapFacts, trace: LeakTrace, steps: readonly Step[]): Row[] {
  const keys = keysOf(trace, steps);
  // By period: how many steps from each one on are equal to those one period later.
  const equal = Array.from({ length: LONGEST_PERIOD + 1 }, (_, period) => equalSteps(keys, period));
  const rows: Row[] = [];
  for (let at = 0; at < steps.length;) {
    const repeatsOf = (period: number): number => Math.floor((equal[period]?.[at] ?? 0) / period) + 1;
    const period = PERIODS.find((length) => repeatsOf(length) >= FEWEST_REPEATS);
    const count = period === undefined ? 1 : period * repeatsOf(period);
    const [row, from] = [steps.slice(at, at + count), steps[at]];
    const end = row.at(-1);
    if (from === undefined || end === undefined) break;
    const step = period === undefined ? from : folded(facts, row, period);
    rows.push({ first: at, last: at + count - 1, step });
    at += count;
  }
  return rows;
}

/** Rows of one step are folded already; see `stepsOf()`. */
const PERIODS = Array.from({ length: LONGEST_PERIOD - 1 }, (_, at) => at + 2);

/** Returns a number for each step, the same for equal ones; one of its own for a step that must not be folded. */
function keysOf({ nodes, cut }: LeakTrace, steps: readonly Step[]): number[] {
  const known = new Map<string, number>();
  return steps.map(({ reference }, at) => {
    const node = nodes[at];
    const isAlone = node === undefined || at === cut || reference.transparent === true;
    const { text, before = '', repeats = 1 } = reference;
    const parts = isAlone
      ? [at]
      : [text, before, repeats, node.label, node.status, node.reason, node.reference.suspect];
    const name = parts.join('\0');
    const key = known.get(name) ?? known.size;
    known.set(name, key);
    return key;
  });
}

function equalSteps(keys: readonly number[], period: number): Uint32Array {
  const equal = new Uint32Array(keys.length);
  for (let at = keys.length - 1 - period; at >= 0; at--)
    equal[at] = keys[at] === keys[at + period] ? (equal[at + 1] ?? 0) + 1 : 0;
  return equal;
}

/** Makes one step of a row of repetitions. */
function folded({ heap }: HeapFacts, row: readonly Step[], period: number): Step {
  const [first] = row;
  const last = row.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a row has at least one step');
  const texts = row.slice(0, period).map(({ reference: { text, before }, from }, at) => {
    const whole = before === undefined || at === 0 ? text : `${before}${shownClass(heap, from)}${text}`;
    return at === 0 || (before === undefined && /^[.[ ]/.test(text)) ? whole : ` → ${whole}`;
  });
  const { before, name } = first.reference;
  return {
    ...last,
    from: first.from,
    reference: {
      hops: row.reduce((sum, { reference }) => sum + reference.hops, 0),
      text: texts.join(''),
      ...(before === undefined ? {} : { before }),
      ...(name === undefined ? {} : { name }),
      repeats: row.length / period,
    },
  };
}

/** Leaves out the middle of each long stretch of nodes with the same status. */
function withoutMiddles({ nodes, cut }: LeakTrace, rows: readonly Row[]): Row[] {
  const stretches: Row[][] = [];
  let before: string | undefined;
  for (const row of rows) {
    const node = nodes[row.last];
    const like = `${node?.status} ${node?.reference.suspect} ${row.first > cut}`;
    if (like === before) stretches.at(-1)?.push(row);
    else stretches.push([row]);
    before = like;
  }
  return stretches.flatMap((stretch) => {
    const middle = stretch.slice(SHOWN_AT_END, -SHOWN_AT_END);
    const [first] = middle;
    const last = middle.at(-1);
    if (first === undefined || last === undefined || middle.length === 1) return stretch;
    const count = middle.reduce((sum, { step: { reference } }) => sum + (reference.repeats ?? 1), 0);
    const reference = { hops: 1, text: ` (${count} references left out)` };
    const step = { ...last.step, from: first.step.from, reference };
    return [
      ...stretch.slice(0, SHOWN_AT_END),
      { first: first.first, last: last.last, step },
      ...stretch.slice(-SHOWN_AT_END),
    ];
  });
}
