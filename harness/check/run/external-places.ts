import type { NodeOrdinal } from '../../core/units.js';
import { externalMemory, type HeapGraph, type SizedValue } from '../../heap/graph/index.js';
import { prepareGroups } from '../../retention/index.js';
import { NOISE_BYTES } from '../judge/counter-rule.js';
import { EXPLAINED, externalFinding, LEAST_SHARE } from '../judge/external-finding.js';
import type { GrownWitnessOptions } from '../judge/grown-witness.js';
import { sum } from '../judge/growth-rule.js';
import type { ExternalPlace } from './heap-history.js';

/** What the places of a heap are compared with. */
export interface PlacesBefore extends GrownWitnessOptions {
  /** Memory outside of the heap at the first look, by place. */
  readonly before: ReadonlyMap<string, SizedValue>;
  /** The harness's own nodes. */
  readonly own: ReadonlySet<number>;
  readonly iterations: number;
}

/** References that hold memory outside of the heap in the same way. */
interface Place {
  /** The outermost view of each memory. */
  readonly nodes: readonly NodeOrdinal[];
  readonly before: number;
  /** Growth since the first look; negative if it shrank. */
  readonly bytes: number;
}

/**
 * Returns where memory outside of the heap has grown since the first look, most growth first. If no references
 * hold most of the growth, those that each hold a small part of it are counted together where they are retained in the
 * same way: one buffer for each connection.
 */
export function externalPlaces(heap: HeapGraph, compared: PlacesBefore): ExternalPlace[] {
  const places = [...externalMemory(heap, compared.own)].map(([place, { node, bytes }]): Place => {
    const before = compared.before.get(place)?.bytes ?? 0;
    return { nodes: [node], before, bytes: bytes - before };
  });
  const grown = growthOf(places);
  const isLarge = ({ bytes }: Place): boolean => bytes >= LEAST_SHARE * grown;
  const small = places.filter((place) => !isLarge(place));
  const isPooled = grown >= NOISE_BYTES && grown - growthOf(small) < EXPLAINED * grown;
  const all = isPooled ? [...places.filter(isLarge), ...pooled(heap, small, compared)] : places;
  const { iterations } = compared;
  return all
    .filter(({ bytes }) => bytes > 0)
    .toSorted((one, other) => other.bytes - one.bytes)
    .map(({ nodes, bytes, before }) => ({
      bytes,
      before,
      finding: () => externalFinding(heap, { nodes, bytes, iterations }, compared),
    }));
}

function growthOf(places: readonly Place[]): number {
  return sum(places.map(({ bytes }) => Math.max(0, bytes)));
}

/** Adds up places that are retained in the same way. */
function pooled(heap: HeapGraph, places: readonly Place[], { inspectors, isOld }: PlacesBefore): Place[] {
  const placeOf = new Map(places.flatMap((place) => place.nodes.map((node) => [node, place] as const)));
  // The value that such a memory replaces is old, and so is its holder.
  const options = { inspectors, isOld: (one: NodeOrdinal) => placeOf.has(one) || isOld(one) };
  return prepareGroups(heap)([...placeOf.keys()], options).map(({ suspects }): Place => {
    const among = suspects.flatMap((node) => placeOf.get(node) ?? []);
    return {
      nodes: suspects,
      before: sum(among.map(({ before }) => before)),
      bytes: sum(among.map(({ bytes }) => bytes)),
    };
  });
}
