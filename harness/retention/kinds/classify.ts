import type { NodeOrdinal } from '../../core/units.js';
import { shownClass } from '../grouping/class-name.js';
import { chain, collection, grownCollection } from './collection-rules.js';
import { HELD_VALUE_RULES, nativeMemory, threadLocalEntry } from './held-value-rules.js';
import { leakingSteps, ownerTextOf } from './held-group.js';
import type { HeldGroup } from './held-group.js';
import { KIND_TRAITS } from './leak-kind.js';
import type { CodeLine, LeakKind } from './leak-kind.js';
import { MODULE_AND_HANDLE_RULES } from './module-and-handle-rules.js';
import type { Rule } from './rule.js';
import { explained } from './texts-en.js';
import { ASYNC_RULES } from './async-rules.js';

/** A rule that says more about the cause comes first: a timer in a growing table is a timer. */
const RULES: readonly Rule[] = [
  grownCollection,
  threadLocalEntry,
  ...ASYNC_RULES,
  ...MODULE_AND_HANDLE_RULES,
  ...HELD_VALUE_RULES,
  collection,
  nativeMemory,
  chain,
];

/** The kind of a leak, by the structure of the path that retains a group. */
export function leakKindOf(group: HeldGroup): LeakKind {
  let told: ReturnType<Rule>;
  for (const rule of RULES) if ((told = rule(group)) !== undefined) break;
  return explained({
    id: told?.id ?? 'other',
    holder: told?.holder === undefined ? ownerTextOf(group, Math.max(0, group.trace.cut)) : told.holder,
    held: told?.held ?? heldBy(group),
    detail: told?.detail ?? null,
    milliseconds: told?.milliseconds ?? null,
    places: null,
    line: told?.line ?? lineOf(group),
  });
}

/** The user's function that is held, else what the group is called after. */
function heldBy(group: HeldGroup): string {
  const { facts } = group.heap;
  const own = leakingSteps(group).find(({ to }) => isOwnFunction(group, to))?.to;
  return shownClass(facts.heap, own ?? group.lead);
}

function isOwnFunction({ heap: { facts } }: HeldGroup, node: NodeOrdinal): boolean {
  return facts.heap.type(node) === 'closure' && facts.origin(node) === 'user';
}

/** Where it is made, as far as allocations were sampled; else the first of the user's functions, or classes, that is held. */
function lineOf({ site, trace: { nodes, cut } }: HeldGroup): CodeLine | null {
  const call =
    site?.frames.find(
      ({ functionName, position }) => position !== null && !functionName.startsWith('new '),
    ) ?? site?.frames.find(({ position }) => position !== null);
  if (call !== undefined && call.position !== null)
    return { name: `${call.functionName}()`, position: call.position };
  const placed = nodes.slice(Math.max(0, cut)).flatMap(({ label, className, position }) => {
    const called = /[^ ]+\(\)$/.exec(label)?.[0];
    return position === null
      ? []
      : [{ name: called ?? className, position, isFunction: called !== undefined }];
  });
  const found = placed.find(({ isFunction }) => isFunction) ?? placed[0];
  return found === undefined ? null : { name: found.name, position: found.position };
}

/** Whether a collection retains it, which `holder` names. */
export function isCollectionKind({ id }: LeakKind): boolean {
  return KIND_TRAITS[id].retainer === 'collection';
}

/**
 * Whether a program could cut the reference: references of Node itself are released when something is closed, or never.
 */
export function isCuttable({ id }: LeakKind): boolean {
  return KIND_TRAITS[id].retainer !== 'node';
}

/** Bytes of an array's store that one element takes. */
const ELEMENT_BYTES = 8;

/** The kind of a collection that grows without a new object in it, by the bytes added to its backing store. */
export function grownKind(kind: LeakKind, bytes: number): LeakKind {
  return explained({
    ...kind,
    places: Math.round(bytes / (KIND_TRAITS[kind.id].placeBytes ?? ELEMENT_BYTES)),
  });
}
