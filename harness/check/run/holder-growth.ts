import type { SurvivingAllocations } from '../../isolates/agent/index.js';
import { type GroupKind, type GroupSurvivors } from '../../heap/diff/index.js';
import { storedIn, timersReaching } from '../../heap/graph/index.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { type FoundGroup, type FoundWitness, prepareGroups } from '../../retention/index.js';
import type { Inspector } from '../../retention/index.js';
import {
  type FindingTools,
  type HeldClass,
  headFinding,
  innerFinding,
  isWorthTelling,
} from '../judge/object-findings.js';
import type { HeldGroup } from './heap-history.js';
import { furtherHolders } from '../judge/further-holders.js';
import type { Finding } from '../result/verdict.js';

/** The input of a search for groups. */
export interface SearchedHeap {
  readonly heap: HeapGraph;
  readonly isOld: (node: NodeOrdinal) => boolean;
  /** Returns how many of some objects were allocated in each cycle. */
  readonly byCycle: (nodes: readonly NodeOrdinal[]) => number[];
  readonly iterations: number;
  readonly allocations: () => readonly SurvivingAllocations[];
  readonly inspectors: readonly Inspector[];
  readonly holders: number | null;
}

/** Returns the members of some classes, grouped by class and by how they are retained. */
export function heldGroups(searched: SearchedHeap, classes: readonly GroupSurvivors[]): HeldGroup[] {
  const classOf = new Map<NodeOrdinal, GroupSurvivors>();
  for (const one of classes) for (const member of one.members) classOf.set(member, one);
  const search = prepareGroups(searched.heap);
  const find = (suspects: readonly NodeOrdinal[]): FoundGroup[] =>
    search(suspects, {
      isOld: searched.isOld,
      inspectors: searched.inspectors,
      allocations: searched.allocations(),
    });
  const directly = heldDirectly(searched.heap, classOf);
  const found = find([...classOf.keys()]);
  return found.flatMap((group) => classesOf(searched, { group, classOf, find, directly }));
}

/** Returns a function that returns what an object or its backing store refers to, by class; cached for each object. */
function heldDirectly(heap: HeapGraph, classOf: Place['classOf']): Place['directly'] {
  const known = new Map<NodeOrdinal, Map<GroupSurvivors, NodeOrdinal[]>>();
  return (holder) => {
    const before = known.get(holder);
    if (before !== undefined) return before;
    const held = new Map<GroupSurvivors, NodeOrdinal[]>();
    const note = (node: NodeOrdinal): void => {
      const one = classOf.get(node);
      if (one === undefined) return;
      const members = held.get(one) ?? [];
      members.push(node);
      held.set(one, members);
    };
    for (const { to } of heap.edges(holder)) note(to);
    for (const inside of storedIn(heap, holder)) note(inside);
    known.set(holder, held);
    return held;
  };
}

interface Place {
  readonly group: FoundGroup;
  readonly classOf: ReadonlyMap<NodeOrdinal, GroupSurvivors>;
  readonly find: (suspects: readonly NodeOrdinal[]) => FoundGroup[];
  /** Returns what an object or its backing store refers to, by class. */
  readonly directly: (holder: NodeOrdinal) => ReadonlyMap<GroupSurvivors, readonly NodeOrdinal[]>;
}

/** Splits one group by class: first the class that names it, then those below, which are reported with the first. */
function classesOf(searched: SearchedHeap, place: Place): HeldGroup[] {
  const { group, classOf } = place;
  const byClass = new Map<GroupSurvivors, NodeOrdinal[]>();
  for (const suspect of [...group.members, ...group.suspects]) {
    const one = classOf.get(suspect);
    if (one === undefined) continue;
    const members = byClass.get(one) ?? [];
    members.push(suspect);
    byClass.set(one, members);
  }
  const classes = [...byClass].map(([{ kind, name }, nodes]): HeldClass => {
    const members = [...new Set(nodes)];
    return { kind, className: name, members, survivors: searched.byCycle(members) };
  });
  const [lead, ...below] = classes;
  if (lead === undefined) return [];
  const head = new Held(searched, place, lead, null);
  return [head, ...below.map((one) => new Held(searched, place, one, head))];
}

/** Combines several groups of one class into one, described by the way in which most of them are retained. */
export function together(groups: readonly HeldGroup[]): HeldGroup {
  const held = groups.filter((one): one is Held => one instanceof Held);
  const [most] = held.toSorted((one, other) => other.count - one.count);
  if (most === undefined) throw new RangeError('at least one group is required');
  return most.with(held);
}

/** Returns the members of each holder of a group, in the order of `byHolder`. */
export function holdersOf(group: HeldGroup): readonly HolderMembers[] {
  return group instanceof Held ? group.holders : [];
}

/** Returns the members of a group. */
export function membersOf(group: HeldGroup): readonly NodeOrdinal[] {
  return group instanceof Held ? group.members : [];
}

/** What one holder retains of a group. */
interface HolderMembers {
  readonly holder: NodeOrdinal;
  readonly members: readonly NodeOrdinal[];
}

/** The objects of one class that are retained in one way. */
class Held implements HeldGroup {
  readonly kind: GroupKind;
  readonly className: string;
  readonly fingerprint: string;
  readonly survivors: readonly number[];
  readonly byHolder: readonly (readonly number[])[];
  readonly acrossIsolates: HeldGroup['acrossIsolates'] = [];
  readonly within: HeldGroup | null;
  readonly holders: readonly HolderMembers[];
  readonly #searched: SearchedHeap;
  readonly #place: Place;
  readonly #held: HeldClass;
  #witness: FoundWitness | null = null;
  /** The groups that this one combines, each with its own holders. */
  #parts: readonly Held[] = [this];

  constructor(searched: SearchedHeap, place: Place, held: HeldClass, within: HeldGroup | null) {
    this.#searched = searched;
    this.#place = place;
    this.#held = held;
    this.kind = held.kind;
    this.className = held.className;
    this.survivors = held.survivors;
    this.within = within;
    const { fingerprint } = place.group;
    this.fingerprint = within === null ? fingerprint : `${fingerprint}/${held.className}`;
    this.holders = [...this.#holders()];
    this.byHolder = this.holders.map((one) => searched.byCycle(one.members));
  }

  get count(): number {
    return this.#held.members.length;
  }

  get members(): readonly NodeOrdinal[] {
    return this.#held.members;
  }

  /** Returns a copy of this group with the members of several groups. */
  with(groups: readonly Held[]): Held {
    const members = groups.flatMap((one) => one.#held.members);
    const survivors = this.#searched.byCycle(members);
    const pooled = { ...this.#place, group: { ...this.#place.group, byHolder: new Map() } };
    const one = new Held(this.#searched, pooled, { ...this.#held, members, survivors }, this.within);
    one.#parts = groups;
    return one;
  }

  get isSpread(): boolean {
    const parts = this.#parts.flatMap(({ byHolder }) => byHolder);
    return parts.length > 1 && parts.every((one) => (one.at(0) ?? 0) === 0 || (one.at(-1) ?? 0) === 0);
  }

  timers(): ReturnType<HeldGroup['timers']> {
    const holders = this.#parts.flatMap((one) => [...one.#place.group.byHolder.keys()]);
    return timersReaching(this.#searched.heap, holders, this.#searched.isOld);
  }

  findings(below: readonly HeldGroup[], isSearched: boolean): Finding[] {
    const witness = (this.#witness ??= this.#search(isSearched));
    if (witness === null) return [];
    const tools = this.#tools();
    const inner = below.filter((one): one is Held => one instanceof Held);
    return [
      headFinding(tools, this.#held, witness),
      ...inner
        .filter(({ className }) => isWorthTelling(className, witness))
        .map((one) => innerFinding(tools, one.#held, this.#below(witness, one.#held))),
    ];
  }

  /** Returns the fingerprint and the trace of a finding below this one. */
  #below(
    { fingerprint, trace }: FoundWitness,
    { members }: HeldClass,
  ): Pick<FoundWitness, 'fingerprint' | 'trace'> {
    const sample = members[members.length >>> 1];
    return { fingerprint, trace: sample === undefined ? trace : this.#place.group.traceTo(sample) };
  }

  /** Yields, for each holder of the group, the members that it retains by the preferred path or refers to directly. */
  *#holders(): Generator<HolderMembers> {
    const { group, classOf, directly } = this.#place;
    const [first] = this.#held.members;
    const mine = first === undefined ? undefined : classOf.get(first);
    if (mine === undefined) return;
    for (const [holder, suspects] of group.byHolder) {
      const held = new Set(suspects.filter((suspect) => classOf.get(suspect) === mine));
      if (held.size === 0) continue;
      for (const node of directly(holder).get(mine) ?? []) held.add(node);
      yield { holder, members: [...held] };
    }
  }

  /** Searches for what retains the members. If the head of this group does not grow, they are searched separately. */
  #search(isSearched: boolean): FoundWitness | null {
    const { heap, holders } = this.#searched;
    const most = furtherHolders(holders, heap.nodeCount);
    const [group] = this.within === null ? [this.#place.group] : this.#place.find(this.#held.members);
    return group?.witness(isSearched ? most : 0) ?? null;
  }

  #tools(): FindingTools {
    const { heap, iterations, allocations } = this.#searched;
    return { heap, iterations, allocations: allocations() };
  }
}
