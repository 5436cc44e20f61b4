import type { NodeOrdinal } from '../../core/units.js';
import { shownClass } from '../grouping/class-name.js';
import { expressionsOf } from '../grouping/expressions.js';
import type { Step } from '../trace/steps.js';
import type { AllocationSite, Holder, LeakTrace } from '../types.js';
import type { FoundPath, WitnessHeap } from '../search/witness-heap.js';

/** The input for detecting a kind: a group of suspects, and how it is retained. */
export interface HeldGroup {
  readonly heap: WitnessHeap;
  /** The path to the reported member. */
  readonly path: FoundPath;
  readonly steps: readonly Step[];
  readonly trace: LeakTrace;
  /** A member of the class after which the group is named. */
  readonly lead: NodeOrdinal;
  /** Suspects of the same class. */
  readonly members: readonly NodeOrdinal[];
  /** Members that no other suspect retains. */
  readonly heads: readonly NodeOrdinal[];
  /** All suspects of the group, including those that the members retain. */
  readonly all: readonly NodeOrdinal[];
  readonly holders: readonly Holder[];
  readonly site: AllocationSite | null;
}

/** Returns the steps that may be the cause of the leak, with the one to cut first. */
export function suspectSteps({ steps, trace: { nodes, cut } }: HeldGroup): { step: Step; at: number }[] {
  return steps
    .map((step, at) => ({ step, at }))
    .filter(({ at }) => at === cut || (at < cut && nodes[at]?.reference.suspect === true))
    .toReversed();
}

/** Returns the step to cut and those below it. */
export function leakingSteps({ steps, trace: { cut } }: HeldGroup): readonly Step[] {
  return cut < 0 ? [] : steps.slice(cut);
}

/** Whether a node is a function of the user. */
export function isOwnFunction({ heap: { facts } }: HeldGroup, node: NodeOrdinal): boolean {
  return facts.heap.type(node) === 'closure' && facts.origin(node) === 'user';
}

/** Returns the first function of the user that is retained; undefined if there is none. */
export function ownFunctionOf(group: HeldGroup): NodeOrdinal | undefined {
  return leakingSteps(group).find(({ to }) => isOwnFunction(group, to))?.to;
}

/**
 * Returns the expression for the node at which a step starts, as in code: `service.cache`; otherwise its class; null if
 * that is not informative.
 */
export function ownerTextOf(
  { heap, path, steps }: Pick<HeldGroup, 'heap' | 'path' | 'steps'>,
  at: number,
): string | null {
  const { facts } = heap;
  const root = heap.rootExpression(path);
  const before = at === 0 ? root : expressionsOf(facts.heap, steps.slice(0, at), root).at(-1)?.node;
  if (before !== undefined && before !== '') return before;
  const from = steps[at]?.from;
  const isNamed = from !== undefined && facts.heap.type(from) === 'object' && !facts.isContext(from);
  return isNamed && !facts.heap.name(from).startsWith('system / ') ? shownClass(facts.heap, from) : null;
}

/** Maximum number of nodes of a group that are examined for a common property. */
export const SAMPLE = 50;

/** Returns some of the nodes, evenly spread. */
export function sampleOf(nodes: readonly NodeOrdinal[], most: number = SAMPLE): NodeOrdinal[] {
  const oneIn = Math.max(1, Math.ceil(nodes.length / most));
  return nodes.filter((_, at) => at % oneIn === 0);
}
