import type { NodeOrdinal } from '../../core/units.js';
import { cutPointOf, isCollection } from './cut-point.js';
import type { Family } from './family.js';
import { groupBy } from '../../core/group-by.js';
import { partOfMap, partOfProperty } from '../inspectors/collections.js';
import { joinStructures } from './join-structures.js';
import { rankOf, representativeOf } from './representative.js';
import { PathShapes } from './path-shape.js';
import { fingerprintOf, type Token, tokensOf } from './signature.js';
import type { Structure } from './structures.js';
import { subjectOf } from './subjects.js';
import type { WitnessHeap } from '../search/witness-heap.js';

/** Families that are retained in the same way. */
export interface Group {
  readonly signature: readonly string[];
  readonly fingerprint: string;
  /** Families with the same signature. */
  readonly families: readonly Family[];
  /**
   * Families that are reported with those: less informative ones at the same place (keys of the same map, derived
   * promises), or parts of the same structure with another path (the other end of a list).
   */
  readonly companions: readonly Family[];
  /** A subject of the class after which the group is named, or an object that it retains if that is not informative. */
  readonly lead: NodeOrdinal;
  /** The most informative member of the lead's family, at which the trace ends. */
  readonly target: NodeOrdinal;
  /** Whether it contains families of one structure, whose parts are retained in several ways. */
  readonly isJoined: boolean;
}

interface Sorted {
  readonly family: Family;
  /** The node by which users know the head; see `subjects.ts`. */
  readonly subject: NodeOrdinal;
  /** The most informative member. */
  readonly target: NodeOrdinal;
  readonly tokens: readonly Token[];
  /** The object that retains the head; see `cut-point.ts`. */
  readonly cutPoint: NodeOrdinal;
  /** The part that the head is of an entry of a Map, or of a property of an object with a table, at the cut point. */
  readonly part: 'key' | 'value' | undefined;
  readonly rank: number;
}

/** A family and the group to which it belongs. */
interface Placed {
  readonly member: Sorted;
  readonly signature: string;
  /** Whether it is reported with that group, although it is retained in another way. */
  readonly follows: boolean;
}

/** Groups families by their signatures, groups with most suspects first. */
export function groupsOf(
  heap: WitnessHeap,
  families: readonly Family[],
  structures: readonly Structure[],
): Group[] {
  const sorted = sortedFamilies(heap, families);
  const groups = bySignature(sorted);
  const leaders = leadersByCutPoint(heap, groups);
  const placed = [...groups].flatMap(([signature, members]) =>
    members.map((member): Placed => {
      const leader = leaders.get(member.cutPoint);
      const saysLess =
        leader !== undefined &&
        (isKeyBeside(leader, member) || (leader.rank < member.rank && isCollection(heap, member.cutPoint)));
      const follows = saysLess && leader.signature !== signature;
      return { member, follows, signature: follows ? leader.signature : signature };
    }),
  );
  const joined = joinStructures(
    structures,
    new Map(placed.map(({ member, signature }) => [member.family.head, signature])),
  );
  const settled = placed.map(({ member, signature, follows }): Placed => {
    const other = joined.get(member.family.head);
    return { member, signature: other ?? signature, follows: follows || other !== undefined };
  });
  return [...groupBy(settled, ({ signature }) => signature)]
    .map(([signature, all]) => {
      const [companions, members] = [true, false].map((follows) =>
        all.filter((one) => one.follows === follows).map(({ member }) => member),
      );
      // All families of a leader may themselves have been joined to another group.
      const isJoined = all.some(({ member }) => joined.has(member.family.head));
      return members?.length
        ? groupOf(heap, signature, { members, companions: companions ?? [], isJoined })
        : groupOf(heap, signature, { members: companions ?? [], companions: [], isJoined });
    })
    .toSorted(bySize);
}

/** Number of similar families below one object that are analysed; the others are treated like the first. */
const WORKED_OUT = 200;

function sortedFamilies(heap: WitnessHeap, families: readonly Family[]): Sorted[] {
  const places = families.map((family) => ({
    family,
    cutPoint: cutPointOf(heap, family.head),
    className: heap.nameOf(subjectOf(heap, family)),
  }));
  const bySight = groupBy(places, ({ cutPoint, className }) => `${cutPoint} ${className}`);
  const known = { shapes: new PathShapes(heap.facts.heap.columns, heap.paths), tokens: new Map() };
  return [...bySight.values()].flatMap((alike) => {
    const workedOut = alike.slice(0, WORKED_OUT).flatMap(({ family }) => sortedFamily(heap, family, known));
    const [first] = workedOut;
    if (first === undefined) return [];
    const rest = alike.slice(WORKED_OUT).map(({ family }) => {
      const subject = subjectOf(heap, family);
      return { ...first, family, subject, target: subject };
    });
    return [...workedOut, ...rest];
  });
}

/** The tokens of paths, by the shape of the path. */
interface KnownTokens {
  readonly shapes: PathShapes;
  readonly tokens: Map<number, readonly Token[]>;
}

function sortedFamily(heap: WitnessHeap, family: Family, known: KnownTokens): Sorted[] {
  const subject = subjectOf(heap, family);
  const target = representativeOf(heap, family, subject);
  const tokens = tokensAlong(heap, target, known);
  if (tokens === undefined) return [];
  const cutPoint = cutPointOf(heap, family.head);
  const part = partOfEntry(heap, cutPoint, family.head);
  return [{ family, subject, target, tokens, cutPoint, part, rank: rankOf(heap, subject) }];
}

function tokensAlong(
  heap: WitnessHeap,
  target: NodeOrdinal,
  known: KnownTokens,
): readonly Token[] | undefined {
  const shape = known.shapes.of(target);
  const before = known.tokens.get(shape);
  if (before !== undefined) return before;
  const path = heap.path(target);
  if (path === undefined) return undefined;
  const tokens = tokensOf(heap, heap.rootToken(path), heap.steps(path));
  // Another path of that shape may lead to a node of the same name that is not generated.
  if (!path.nodes.some((node) => heap.generated.has(node))) known.tokens.set(shape, tokens);
  return tokens;
}

/** Returns the part of an entry, or of a property, that a head is for the object that retains it. */
function partOfEntry(heap: WitnessHeap, cutPoint: NodeOrdinal, head: NodeOrdinal): Sorted['part'] {
  const last = heap.lastHop(head);
  if (last === undefined) return undefined;
  const { facts } = heap;
  return partOfMap(facts.heap, cutPoint, String(last.name)) ?? partOfProperty(facts.heap, cutPoint, last);
}

/**
 * Groups by signature without keys: a property's name is a key if suspects of one class are below the same object under
 * different names.
 */
function bySignature(all: readonly Sorted[]): Map<string, Sorted[]> {
  const names = new Map<string, Map<number, Set<string>>>();
  for (const one of all) {
    const perPlace = names.get(frameOf(one)) ?? new Map<number, Set<string>>();
    names.set(frameOf(one), perPlace);
    for (const [place, { text, kind }] of one.tokens.entries()) {
      if (kind === 'property') perPlace.set(place, (perPlace.get(place) ?? new Set()).add(text));
    }
  }
  return groupBy(all, (one) => {
    const perPlace = names.get(frameOf(one));
    const isKey = ({ kind }: Token, place: number): boolean =>
      kind === 'property' && (perPlace?.get(place)?.size ?? 1) > 1;
    return one.tokens
      .filter((token, place) => !isKey(token, place))
      .map(({ text }) => text)
      .join('\n');
  });
}

/**
 * Returns the common part of heads under different keys of one object: that object, and all tokens except properties.
 */
function frameOf({ cutPoint, tokens }: Sorted): string {
  return [cutPoint, ...tokens.map(({ text, kind }) => (kind === 'property' ? '' : text))].join('\n');
}

/** The group that represents all groups retained by one object. */
type Leader = Pick<Sorted, 'rank' | 'part'> & { readonly signature: string; readonly size: number };

/**
 * Returns the most informative of the groups retained by each collection, or by the properties of another object, which
 * represents their names; groups below variables and properties of other objects stay separate.
 */
function leadersByCutPoint(
  heap: WitnessHeap,
  groups: ReadonlyMap<string, readonly Sorted[]>,
): Map<NodeOrdinal, Leader> {
  const leaders = new Map<NodeOrdinal, Leader>();
  for (const [signature, members] of groups) {
    for (const { cutPoint, rank, part } of members) {
      if (!isCollection(heap, cutPoint) && part !== 'value') continue;
      const before = leaders.get(cutPoint);
      const next = { signature, rank, part, size: members.length };
      if (before === undefined || leads(next, before)) leaders.set(cutPoint, next);
    }
  }
  return leaders;
}

function leads(next: Leader, before: Leader): boolean {
  if (next.rank !== before.rank) return next.rank < before.rank;
  return isKeyBeside(next, before) || (!isKeyBeside(before, next) && next.size > before.size);
}

/**
 * Whether to prefer the values of a Map over its keys, and those of properties over their names: if keys are not more
 * informative, values are what users put there.
 */
function isKeyBeside(value: Pick<Leader, 'rank' | 'part'>, key: Pick<Leader, 'rank' | 'part'>): boolean {
  return value.rank <= key.rank && value.part === 'value' && key.part === 'key';
}

function groupOf(
  heap: WitnessHeap,
  text: string,
  {
    members,
    companions,
    isJoined,
  }: Pick<Group, 'isJoined'> & Record<'members' | 'companions', readonly Sorted[]>,
): Group {
  const lead = leadOf(heap, members);
  // The target was not determined for most families, but must be correct for the reported one.
  const target = representativeOf(heap, lead.family, lead.subject);
  const signature = text.split('\n');
  return {
    signature,
    fingerprint: fingerprintOf(signature),
    families: members.map(({ family }) => family),
    companions: companions.map(({ family }) => family),
    lead: saysNothing(heap, lead.subject) || isUnnamed(heap, lead) ? target : lead.subject,
    target,
    isJoined,
  };
}

/**
 * Whether a head is not informative: a promise, or V8's own function that settles one. Its followers are more
 * informative.
 */
function saysNothing({ facts: { heap } }: WitnessHeap, head: NodeOrdinal): boolean {
  if (heap.type(head) !== 'closure') return heap.type(head) === 'object' && heap.name(head) === 'Promise';
  return heap.location(head) === undefined && heap.property(head, 'bound_function', 'internal') === undefined;
}

/** Whether a family is known by a function without a name that Node wraps: Node's own functions have no names either. */
function isUnnamed({ facts: { heap } }: WitnessHeap, { family, subject }: Sorted): boolean {
  return subject !== family.head && heap.type(subject) === 'closure' && heap.name(subject) === '';
}

/** Classes after which a group is named only if it has no others. */
const ACCESSORIES = new Set([
  'MessagePort',
  'Listener',
  'Object',
  'Array',
  'Promise',
  '(string)',
  '(closure)',
]);

/** Returns the middle member among those of the most frequent informative class. */
function leadOf(heap: WitnessHeap, members: readonly Sorted[]): Sorted {
  const byClass = groupBy(members, ({ subject }) => heap.nameOf(subject));
  const [first] = [...byClass].toSorted(
    ([a, inA], [b, inB]) =>
      Number(ACCESSORIES.has(a)) - Number(ACCESSORIES.has(b)) || inB.length - inA.length || (a < b ? -1 : 1),
  );
  const alike = first?.[1] ?? members;
  const lead = alike[alike.length >>> 1];
  if (lead === undefined) throw new RangeError('a group has at least one family');
  return lead;
}

function bySize(a: Group, b: Group): number {
  return suspectsIn(b) - suspectsIn(a) || (a.fingerprint < b.fingerprint ? -1 : 1);
}

/** Returns the number of suspects of a group, of all classes. */
export function suspectsIn({ families, companions }: Group): number {
  return [...families, ...companions].reduce((sum, { followers }) => sum + 1 + followers.length, 0);
}
