import type { NodeOrdinal } from '../../core/units.js';
import { classNameOf, shownClass } from '../grouping/class-name.js';
import type { HeapFacts } from '../search/heap-facts.js';
import type { Inspector, NodeMeaning } from '../inspector.js';
import { expressionsOf } from '../grouping/expressions.js';
import { countRetainedAlong } from '../grouping/count-retained.js';
import type { SourcePositions } from './source-positions.js';
import type { Step } from './steps.js';
import { userCallback } from './user-callbacks.js';
import type { LeakStatus, LeakTrace, LeakTraceNode, LeakTraceReference } from '../types.js';

/** The input for creating a trace. */
export interface TraceTools {
  readonly facts: HeapFacts;
  readonly inspectors: readonly Inspector[];
  readonly positions: SourcePositions;
  readonly isOld: (node: NodeOrdinal) => boolean;
  readonly isSuspect: (node: NodeOrdinal) => boolean;
  /** Objects that are no suspects themselves, but of which there are ever more. */
  readonly accumulating: Set<NodeOrdinal>;
}

/**
 * Converts a path of steps into a trace.
 *
 * @param expression the expression for the root, as in code
 */
export function leakTrace(
  tools: TraceTools,
  root: LeakTrace['root'],
  steps: readonly Step[],
  expression = '',
): LeakTrace {
  const judged = judgedSteps(tools, steps);
  const lastAlive = judged.findLastIndex(({ status }) => status === 'no');
  const firstLeaking = judged.findIndex(({ status }) => status === 'yes');
  const grown = steps[firstLeaking];
  // The references to an older collection that grows are not suspect.
  const grows = grown !== undefined && tools.isOld(grown.to) && tools.isSuspect(grown.to);
  const expressions = expressionsOf(tools.facts.heap, steps, expression);
  const retained = retainedObjects(tools, steps, judged);
  const nodes = steps.map((step, at): LeakTraceNode => {
    const suspect = !grows && at > lastAlive && (firstLeaking < 0 || at <= firstLeaking);
    const { text = '', start = 0 } = expressions[at] ?? {};
    const reference = { text, start, suspect, repeats: step.reference.repeats ?? 1 };
    return traceNode(tools, step, { ...(judged[at] ?? UNKNOWN), retained: retained[at] ?? null, reference });
  });
  return { root, nodes, cut: cutAmong(judged) };
}

/** Returns how many objects each node retains; `null` for those that are expected to be alive. */
function retainedObjects(
  { facts }: TraceTools,
  steps: readonly Step[],
  judged: readonly Judgement[],
): (number | null)[] {
  const isAlive = judged.map(({ status }) => status === 'no');
  const counts = countRetainedAlong(
    facts.heap,
    steps.filter((_, at) => isAlive[at] === false).map(({ to }) => to),
  );
  let counted = 0;
  return isAlive.map((alive) => (alive ? null : (counts[counted++] ?? null)));
}

/** Returns the index of the step whose reference should be cut; -1 if there is none. */
export function cutStepOf(tools: TraceTools, steps: readonly Step[]): number {
  return cutAmong(judgedSteps(tools, steps));
}

/** Returns the index of the last step to a node that is expected to be alive; -1 if there is none. */
export function lastAliveStepOf(tools: TraceTools, steps: readonly Step[]): number {
  return judgedSteps(tools, steps).findLastIndex(({ status }) => status === 'no');
}

function judgedSteps(tools: TraceTools, steps: readonly Step[]): Judgement[] {
  const accumulating = steps.findIndex(({ to }) => tools.accumulating.has(to));
  const proxies = leakingProxies(tools, steps);
  return propagated(
    steps.map((step, at) => {
      if (accumulating >= 0 && at > accumulating) return BELOW;
      return proxies[at] === true ? PROXY : judge(tools, step);
    }),
  );
}

function cutAmong(judged: readonly Judgement[]): number {
  const at = judged.findLastIndex(
    ({ status }, index) => status === 'yes' && judged[index - 1]?.status !== 'yes',
  );
  return at < 0 ? judged.length - 1 : at;
}

interface Judgement {
  readonly status: LeakStatus;
  readonly reason: string | null;
}

/** Also that of an older object, if it is one of ever more. */
const BELOW: Judgement = { status: 'yes', reason: 'retained by a leaking object' };
const UNKNOWN: Judgement = { status: 'unknown', reason: null };

const PROXY: Judgement = {
  status: 'yes',
  reason: 'the proxy of an object that was allocated during the run',
};

/**
 * Returns which steps lead to a new proxy that leaks because its target does: code holds the one instead of the other.
 * From the end, because a target may be a proxy itself.
 */
function leakingProxies(
  { isOld, isSuspect }: Pick<TraceTools, 'isOld' | 'isSuspect'>,
  steps: readonly Step[],
): boolean[] {
  let targetLeaks = false;
  return steps
    .toReversed()
    .map((step, fromEnd, reversed) => {
      const target = reversed[fromEnd - 1];
      const isProxy = target?.reference.transparent === true && !isOld(step.to);
      targetLeaks = isProxy && (isSuspect(target.to) || targetLeaks);
      return targetLeaks;
    })
    .toReversed();
}

function judge({ isOld, isSuspect, accumulating }: TraceTools, { to, hops, meaning }: Step): Judgement {
  const { status, reason = null } = meaning;
  if (status !== undefined) return { status, reason };
  if (isOld(to) && isSuspect(to)) return { status: 'yes', reason: 'older than the first cycle, and growing' };
  if (hops.some((hop) => isSuspect(hop.to)))
    return { status: 'yes', reason: reason ?? 'allocated during the run and still alive' };
  if (accumulating.has(to)) return { status: 'yes', reason: 'one of ever more, which are filled in turn' };
  if (isOld(to)) return { status: 'no', reason: 'older than the first cycle' };
  return { status: 'unknown', reason };
}

/** Propagates statuses: nodes that lead to an alive one are alive; nodes below a leaking one leak. */
function propagated(judged: readonly Judgement[]): Judgement[] {
  const lastAlive = judged.findLastIndex(({ status }) => status === 'no');
  const firstLeaking = judged.findIndex(({ status }, at) => status === 'yes' && at > lastAlive);
  return judged.map((judgement, at) => {
    if (at < lastAlive && judgement.status !== 'no')
      return { status: 'no', reason: 'it refers to an object that is expected to be alive' };
    if (firstLeaking >= 0 && at > firstLeaking) return BELOW;
    return judgement;
  });
}

interface JudgedNode extends Judgement {
  readonly retained: number | null;
  readonly reference: LeakTraceReference;
}

function traceNode(
  { facts, positions }: TraceTools,
  step: Step,
  { status, reason, retained, reference }: JudgedNode,
): LeakTraceNode {
  const { to, meaning } = step;
  const { heap } = facts;
  const position = positions.of(to);
  const callback = position === null ? callbackOf(facts, step) : undefined;
  return {
    id: heap.id(to),
    className: classNameOf(heap, to),
    label: labelOf(
      shownClass(heap, to),
      callback === undefined ? meaning : { label: `calls ${shownClass(heap, callback)}`, ...meaning },
    ),
    status,
    reason,
    position: callback === undefined ? position : positions.of(callback),
    retainedBytes: retained === null ? null : heap.retainedBytes(to),
    retainedObjects: retained,
    reference,
  };
}

function labelOf(shown: string, { label }: NodeMeaning): string {
  return label === undefined || label === shown ? shown : `${shown}: ${label}`;
}

/** Returns the user's function that a handle or worker calls, because a handle itself has no position in user code. */
function callbackOf(facts: HeapFacts, { to, meaning }: Step): NodeOrdinal | undefined {
  if (meaning.word !== 'handle' && meaning.word !== 'worker') return undefined;
  return userCallback(facts, to);
}
