import type { HeapObjectId, NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from './heap-graph.js';

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
 * the ids apart and stable.
 */
export function identityDiff(
  before: HeapGraph,
  after: HeapGraph,
  options: IdentityDiffOptions = {},
): IdentityDiff {
  const old = idsOf(before, options);
  const now = idsOf(after, options);
  return {
    new: sorted([...now].filter((id) => !old.has(id))),
    gone: sorted([...old].filter((id) => !now.has(id))),
    kept: sorted([...now].filter((id) => old.has(id))),
  };
}

function idsOf(graph: HeapGraph, { className, subclasses = false }: IdentityDiffOptions): Set<HeapObjectId> {
  const nodes: Iterable<NodeOrdinal> =
    className === undefined ? graph.ordinals() : graph.instances(className, { subclasses });
  return new Set(Array.from(nodes, (node) => graph.id(node)));
}

function sorted(ids: HeapObjectId[]): HeapObjectId[] {
  return ids.sort((a, b) => a - b);
}
