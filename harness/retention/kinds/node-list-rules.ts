import type { Hop } from '../inspector.js';
import type { HeldGroup } from './held-group.js';
import type { Rule } from './rule.js';

/** Node's scripts that keep what programs register, and the detail by which the text names the call that ends it. */
const SCRIPTS: ReadonlyMap<string, string> = new Map([
  ['node:internal/abort_controller', 'abort-signal'],
  ['node:internal/perf/observe', 'performance-observer'],
  ['node:diagnostics_channel', 'channel'],
]);

/** Sets in which Node keeps the signals of `AbortSignal.any()`, in signals of the user. */
const SIGNALS = new Set<string | number>(['<symbol kDependantSignals>', '<symbol kSourceSignals>']);

/** Node's class of a channel, which a program may keep in a variable, and the list of its subscribers. */
const CHANNEL = /^(Active)?Channel$/;
const SUBSCRIBERS = '_subscribers';

/** Objects in a collection of Node itself, which a program cannot change, but which a call of its API releases. */
export const nodeList: Rule = (group) => {
  const detail = listOfNode(group);
  return detail === undefined ? undefined : { id: 'node-list', holder: null, detail };
};

/**
 * Returns what a collection of Node holds, if a step starts at one: null if it is none of the known ones. Undefined if
 * the collection is the user's.
 *
 * @param at index of the step; the number of steps for the collection at the end of the path
 */
export function listOfNode(
  { heap, path, steps, trace, lead }: HeldGroup,
  at: number = trace.cut,
): string | null | undefined {
  const { facts } = heap;
  if (at < 0) return undefined;
  const above = steps.slice(0, at);
  if (above.some(({ hops }) => hops.some(({ name }) => SIGNALS.has(name))))
    return facts.heap.name(lead) === 'WeakRef' ? 'abort-signal-ref' : 'abort-signal';
  const isSubscribed = ({ name, from }: Hop): boolean =>
    name === SUBSCRIBERS && CHANNEL.test(facts.heap.name(from)) && facts.origin(from) !== 'user';
  // Each call of subscribe() replaces the list.
  if (steps.slice(0, at + 1).some(({ hops }) => hops.some(isSubscribed))) return 'channel';
  const { word } = trace.root;
  if (word === 'async hook') return at === 0 ? 'async-hook' : undefined;
  if (word === 'async store') return at === 0 ? 'async-storage' : undefined;
  const isUsers = above.some(
    ({ to, reference }) => facts.origin(to) === 'user' || reference.word === 'async store',
  );
  if (word !== 'node' || isUsers) return undefined;
  const [script] = path.nodes;
  const known = script === undefined ? undefined : SCRIPTS.get(facts.contextUrl(script) ?? '');
  if (known !== undefined) return known;
  const [first] = steps[at]?.hops ?? [];
  const isEntry =
    first === undefined || first.type === 'element' || (first.type === 'internal' && first.name === 'table');
  return isEntry ? null : undefined;
}
