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

/** Paths are searched only for classes that grew by at least this share of the growth of the first one. */
const WORTH_A_PATH = 0.05;

/**
 * Finds how the new instances are held, for the classes of objects that grew most in bytes.
 *
 * @param limit maximum number of classes
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
    // Nodes belong to the later heap.
    const nodes = after.instances(name).filter((node) => same[node] === NONE);
    const held = findWaysHeld(after, nodes);
    return held.ways.length === 0 ? [] : [{ name, held }];
  });
}

function growthOf(row: ClassDiff): number {
  return Math.max(0, row.new.bytes - row.gone.bytes);
}
