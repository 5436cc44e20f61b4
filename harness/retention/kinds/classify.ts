import type { AllocationFrame } from '../types.js';
import {
  chain,
  chainOfHolders,
  collection,
  growingText,
  grownCollection,
  wasmTable,
} from './collection-rules.js';
import { HELD_VALUE_RULES, heldByRegistry, nativeMemory, threadLocalEntry } from './held-value-rules.js';
import { ownerTextOf, ownFunctionOf } from './held-group.js';
import type { HeldGroup } from './held-group.js';
import { codeLine, type CodeLine, ELEMENT_BYTES, KIND_TRAITS, type LeakKind } from './leak-kind.js';
import { MODULE_AND_HANDLE_RULES } from './module-and-handle-rules.js';
import { nodeList } from './node-list-rules.js';
import type { Rule } from './rule.js';
import { explained } from './texts-en.js';
import { ASYNC_RULES, asyncStore } from './async-rules.js';
import { SUBSCRIPTION_RULES } from './subscription-rules.js';

/** The rules, the most specific cause first: a timer in a growing table is a timer. */
const RULES: readonly Rule[] = [
  grownCollection,
  threadLocalEntry,
  heldByRegistry,
  asyncStore,
  ...SUBSCRIPTION_RULES,
  ...ASYNC_RULES,
  ...MODULE_AND_HANDLE_RULES,
  nodeList,
  ...HELD_VALUE_RULES,
  wasmTable,
  growingText,
  chainOfHolders,
  collection,
  nativeMemory,
  chain,
];

/** Determines the kind of a leak by the structure of the path that retains a group. */
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
    collections: null,
    line: told?.line ?? lineOf(group),
  });
}

/** Returns the user's function that is retained, otherwise the class after which the group is named. */
function heldBy(group: HeldGroup): string {
  return group.heap.shown(ownFunctionOf(group) ?? group.lead);
}

/**
 * Returns the line of code that is involved: where the objects are allocated, if that was sampled; otherwise the position
 * of a retained function or class; otherwise that of what retains them. A line of the program comes before any of a
 * package.
 */
function lineOf(group: HeldGroup): CodeLine | null {
  const isOwn = ({ inPackage }: CodeLine): boolean => !inPackage;
  const leaking = [...siteLines(group), ...leakingLines(group)];
  const own = leaking.find(isOwn);
  if (own !== undefined) return own;
  let owner: CodeLine | undefined;
  for (const line of ownerLines(group)) {
    if (isOwn(line)) return line;
    owner ??= line;
  }
  return leaking[0] ?? owner ?? null;
}

/** Returns the calls that allocate the objects, innermost first, constructors last. */
function siteLines({ site }: HeldGroup): CodeLine[] {
  const frames = site?.frames ?? [];
  const isConstructor = ({ functionName }: AllocationFrame): boolean => functionName.startsWith('new ');
  return [...frames.filter((frame) => !isConstructor(frame)), ...frames.filter(isConstructor)].flatMap(
    ({ functionName, position }) => (position === null ? [] : [codeLine(`${functionName}()`, position)]),
  );
}

/** Returns the functions that are retained, then the classes. */
function leakingLines({ trace: { nodes, cut } }: HeldGroup): CodeLine[] {
  const placed = nodes.slice(Math.max(0, cut)).flatMap(({ label, className, position }) => {
    const called = /[^ ]+\(\)$/.exec(label)?.[0];
    return position === null
      ? []
      : [{ name: called ?? className, position, isFunction: called !== undefined }];
  });
  return [...placed.filter(({ isFunction }) => isFunction), ...placed.filter((one) => !one.isFunction)].map(
    ({ name, position }) => codeLine(name, position),
  );
}

/**
 * Returns the lines that declare what retains the objects: variables, and the functions and classes above them, those
 * nearest to the reference to cut first.
 */
function* ownerLines({
  heap: { facts, tools },
  steps,
  trace: { root, nodes, cut },
}: HeldGroup): Generator<CodeLine> {
  const moduleUrl = root.word === 'module' ? root.text.replace(/^module /, '') : undefined;
  for (let at = cut; at >= 0; at--) {
    const hop = steps[at]?.hops.at(-1);
    const name = hop?.type === 'context' ? String(hop.name) : at === 0 ? steps[0]?.reference.name : undefined;
    const url = hop?.type === 'context' ? facts.contextUrl(hop.from) : moduleUrl;
    const declared = name === undefined ? null : tools.positions.ofVariable(url, name);
    if (name !== undefined && declared !== null) yield codeLine(name, declared);
    const owner = nodes[at - 1];
    if (owner !== undefined && owner.position !== null) yield codeLine(owner.className, owner.position);
  }
}

/**
 * Whether a program could cut the reference: references of Node itself are released when something is closed, or never.
 */
export function isCuttable({ id }: LeakKind): boolean {
  return KIND_TRAITS[id].retainer !== 'node';
}

/** Returns the bytes of a backing store per entry, of a collection of this kind. */
export function placeBytesOf({ id }: LeakKind): number {
  return KIND_TRAITS[id].placeBytes ?? ELEMENT_BYTES;
}

/** Returns the kind of so many collections that have together grown by so many places, without a new object in them. */
export function grownKind(kind: LeakKind, places: number, collections: number): LeakKind {
  return explained({ ...kind, places, collections });
}
