import type { NodeOrdinal } from '../core/units.js';
import { type ClassDiff, type HeapDiff, type HeapGraph, identityDiff } from '../graph/index.js';
import { findWaysHeld, type HeldInstances } from './held-instances.js';

/** The new instances of one class that grew, and how they are held. */
export interface GrowthPaths {
  readonly name: string;
  readonly held: HeldInstances;
}

/** A class that grew by less than this share of what the first one grew by is not worth a path. */
const WORTH_A_PATH = 0.05;

/**
 * How the new instances of those classes of objects are held that grew most in bytes.
 *
 * @param limit how many classes at most
 */
export function findGrowthPaths(
  before: HeapGraph,
  after: HeapGraph,
  { classes }: HeapDiff,
  limit: number,
): GrowthPaths[] {
  const objects = classes.filter(({ type }) => type === 'object');
  const most = objects[0] === undefined ? 0 : growthOf(objects[0]);
  const grown = objects.filter((row) => growthOf(row) > WORTH_A_PATH * most).slice(0, limit);
  return grown.flatMap(({ name }) => {
    const ids = identityDiff(before, after, { className: name }).new;
    const nodes = ids.flatMap((id): NodeOrdinal[] => {
      const node = after.nodeById(id);
      return node === undefined ? [] : [node];
    });
    const held = findWaysHeld(after, nodes);
    return held.ways.length === 0 ? [] : [{ name, held }];
  });
}

function growthOf(row: ClassDiff): number {
  return Math.max(0, row.new.bytes - row.gone.bytes);
}
