
import { classNameOf } from './class-name.js';
import type { Family } from './families.js';
import { fingerprintOf, type Token, tokensOf } from './signature.js';
import { representativeOf } from './representative.js';
import type { FoundPath, WitnessHeap } from './witness-heap.js';

/** Families that are held in the same way. */
export interface Group {
  readonly signature: readonly string[];
  readonly fingerprint: string;
  readonly families: readonly Family[];
  /** The path of the family in the middle, down to the node that says most. */
  readonly path: FoundPath;
}

interface Sorted {
  readonly family: Family;
  readonly path: FoundPath;
  readonly tokens: readonly Token[];
}

/** Sorts families by their signatures, those with most suspects first. */
export function groupsOf(heap: WitnessHeap, families: readonly Family[]): Group[] {
  const memo = new Map<string, readonly Token[]>();
  const sorted = families.flatMap((family): Sorted[] => {
    const path = heap.path(representativeOf(heap, family));
    if (path === undefined) return [];
    const shape = shapeOf(heap, path);
    let tokens = memo.get(shape);
    if (tokens === undefined) {
      tokens = tokensOf(heap.facts, heap.rootToken(path), heap.steps(path));
      memo.set(shape, tokens);
    }
    return [{ family, path, tokens }];
  });
  return [...bySignature(heap, sorted)].map(([, members]) => groupOf(members)).toSorted(bySize);
}

/**
 * The signature without keys: a property's name is one when suspects of one class hang on the same object under
 * different names.
 */
function bySignature(heap: WitnessHeap, all: readonly Sorted[]): Map<string, (Sorted & { signature: string[] })[]> {
  const names = new Map<string, Map<number, Set<string>>>();
  for (const one of all) {
    const perPlace = names.get(frameOf(heap, one)) ?? new Map<number, Set<string>>();
    names.set(frameOf(heap, one), perPlace);
    for (const [place, { text, kind }] of one.tokens.entries()) {
      if (kind !== 'property') continue;
      perPlace.set(place, (perPlace.get(place) ?? new Set()).add(text));
    }
  }
  const groups = new Map<string, (Sorted & { signature: string[] })[]>();
  for (const one of all) {
    const perPlace = names.get(frameOf(heap, one));
    const signature = one.tokens
      .filter(({ kind }, place) => kind !== 'property' || (perPlace?.get(place)?.size ?? 1) === 1)
      .map(({ text }) => text);
    const key = signature.join('\n');
    const group = groups.get(key) ?? [];
    group.push({ ...one, signature });
    groups.set(key, group);
  }
  return groups;
}

/** What heads under different keys of one object have in common: that object, and all tokens but the properties. */
function frameOf(heap: WitnessHeap, { family, tokens }: Sorted): string {
  const holder = heap.paths.previous[family.head];
  return [holder, ...tokens.map(({ text, kind }) => (kind === 'property' ? '' : text))].join('\n');
}

function groupOf(members: readonly (Sorted & { signature: string[] })[]): Group {
  const middle = members[members.length >>> 1] ?? members[0];
  if (middle === undefined) throw new RangeError('a group has at least one family');
  return {
    signature: middle.signature,
    fingerprint: fingerprintOf(middle.signature),
    families: members.map(({ family }) => family),
    path: middle.path,
  };
}

function bySize(a: Group, b: Group): number {
  const size = ({ families }: Group): number => families.reduce((sum, { followers }) => sum + 1 + followers.length, 0);
  return size(b) - size(a) || (a.fingerprint < b.fingerprint ? -1 : 1);
}

/** Paths of one shape have one signature: types, names and classes along the way, without indexes. */
function shapeOf(heap: WitnessHeap, { nodes, edges }: FoundPath): string {
  const { edgeType, edgeTypes, edgeNameOrIndex, nodeType, nodeTypes, nodeName } = heap.facts.heap.columns;
  const element = edgeTypes.indexOf('element');
  const stringType = nodeTypes.indexOf('string');
  const parts: number[] = [nodes[0] ?? 0];
  let before = '';
  for (const [at, edge] of edges.entries()) {
    // An edge of this heap, and the node it leads to.
    const to = nodes[at + 1]!;
    const type = edgeType[edge]!;
    const name = type === element || isNumber(heap, edgeNameOrIndex[edge]!, edgeTypes[type]!) ? -1 : edgeNameOrIndex[edge]!;
    const more = [type, name, nodeType[to]!, nodeType[to] === stringType ? -1 : nodeName[to]!];
    const part = more.join(',');
    if (part === before) continue;
    before = part;
    parts.push(...more);
  }
  const last = nodes.at(-1);
  return `${parts.join(' ')} ${last === undefined ? '' : classNameOf(heap.facts.heap, last)}`;
}

function isNumber(heap: WitnessHeap, name: number, type: string): boolean {
  return type === 'hidden' || (type === 'internal' && /^\d+$/.test(heap.facts.heap.columns.strings.at(name)));
}

