import { type HeapObjectId, heapObjectId, type NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from './heap-graph.js';
import { IdSet } from './id-set.js';

/** Which objects came, went and stayed between two snapshots; ids in ascending order. */
export interface IdentityDiff {
  readonly new: readonly HeapObjectId[];
  readonly gone: readonly HeapObjectId[];
  readonly kept: readonly HeapObjectId[];
}

/** What to compare. */
export interface IdentityDiffOptions {
  /**
   * Only instances of this class, as `HeapGraph.instances` finds them.
   *
   * @defaultValue all nodes
   */
  readonly className?: string;
  /**
   * Instances of its subclasses too.
   *
   * @defaultValue false
   */
  readonly subclasses?: boolean;
}

/**
 * Compares two snapshots by object id. Both must come from the same isolate, `before` first: only there does V8 keep
 * the ids apart and stable. For whole heaps `heapDiff` is cheaper: it names no object.
 */
export function identityDiff(
  before: HeapGraph,
  after: HeapGraph,
  options: IdentityDiffOptions = {},
): IdentityDiff {
  const [old, now] = [idsOf(before, options), idsOf(after, options)];
  const { set: wasThere } = old;
  const { set: isThere } = now;
  return {
    new: sorted(now.ids.filter((id) => !wasThere.has(id))),
    gone: sorted(old.ids.filter((id) => !isThere.has(id))),
    kept: sorted(now.ids.filter((id) => wasThere.has(id))),
  };
}

/** The nodes to compare, in snapshot order. */
export function nodesToCompare(
  graph: HeapGraph,
  { className, subclasses = false }: IdentityDiffOptions,
): Iterable<NodeOrdinal> {
  return className === undefined ? graph.ordinals() : graph.instances(className, { subclasses });
}

function idsOf(graph: HeapGraph, options: IdentityDiffOptions): { ids: Uint32Array; set: IdSet } {
  const nodes = nodesToCompare(graph, options);
  const ids =
    options.className === undefined
      ? Uint32Array.from(graph.columns.nodeId)
      : Uint32Array.from(nodes, (node) => graph.id(node));
  const set = new IdSet();
  for (const id of ids) set.add(id);
  return { ids, set };
}

function sorted(ids: Uint32Array): HeapObjectId[] {
  return Array.from(ids.sort(), heapObjectId);
}
