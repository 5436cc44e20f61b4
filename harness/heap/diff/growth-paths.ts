import type { HeapGraph } from '../graph/index.js';
import { NONE } from '../graph/no-ordinal.js';
import type { ClassDiff, HeapDiff } from './heap-diff.js';
import { sameObjects } from './same-objects.js';
import { findWaysHeld, type HeldInstances } from '../graph/queries/held-instances.js';

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
  if (grown.length === 0) return [];
  const same = sameObjects(before, after);
  return grown.flatMap(({ name }) => {
    // Nodes of the later heap.
    const nodes = after.instances(name).filter((node) => same[node] === NONE);
    const held = findWaysHeld(after, nodes);
    return held.ways.length === 0 ? [] : [{ name, held }];
  });
}

function growthOf(row: ClassDiff): number {
  return Math.max(0, row.new.bytes - row.gone.bytes);
}
