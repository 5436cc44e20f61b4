import type { HeapObjectId, NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import { sameObjects } from './same-objects.js';

/**
 * The objects that were allocated, collected and kept between two snapshots, with ids in ascending order. An id that a
 * new object has taken over from a collected one is in both lists.
 */
export interface IdentityDiff {
  readonly new: readonly HeapObjectId[];
  readonly gone: readonly HeapObjectId[];
  readonly kept: readonly HeapObjectId[];
}

/** Options of a comparison. */
export interface IdentityDiffOptions {
  /**
   * Compares only instances of this class, as found by `HeapGraph.instances`.
   *
   * @defaultValue all nodes
   */
  readonly className?: string;
  /**
   * Whether to include instances of subclasses.
   *
   * @defaultValue false
   */
  readonly subclasses?: boolean;
}

/**
 * Compares two snapshots object by object; `same-objects.ts` determines which objects are the same. Both must come from
 * the same isolate, `before` first. For whole heaps `diffHeaps` is cheaper, because it does not list objects.
 */
export function identityDiff(
  before: HeapGraph,
  after: HeapGraph,
  options: IdentityDiffOptions = {},
): IdentityDiff {
  const same = sameObjects(before, after);
  const wanted = new Set<number>(nodesToCompare(before, options));
  const nodes = [...nodesToCompare(after, options)];
  // Nodes belong to the later heap; `NONE` is not a node.
  const isKept = (node: NodeOrdinal): boolean => wanted.has(same[node]!);
  const kept = nodes.filter(isKept);
  const stays = new Set(kept.map((node) => same[node]!));
  return {
    new: idsOf(
      after,
      nodes.filter((node) => !isKept(node)),
    ),
    gone: idsOf(
      before,
      [...nodesToCompare(before, options)].filter((node) => !stays.has(node)),
    ),
    kept: idsOf(after, kept),
  };
}

/** Returns the nodes to compare, in snapshot order. */
export function nodesToCompare(
  graph: HeapGraph,
  { className, subclasses = false }: IdentityDiffOptions,
): Iterable<NodeOrdinal> {
  return className === undefined ? graph.ordinals() : graph.instances(className, { subclasses });
}

function idsOf(graph: HeapGraph, nodes: readonly NodeOrdinal[]): HeapObjectId[] {
  return nodes.map((node) => graph.id(node)).sort((a, b) => a - b);
}
