declare const unit: unique symbol;

/** A node's position in the snapshot: 0 … `nodeCount` - 1. Never an offset into V8's flat `nodes` array. */
export type NodeOrdinal = number & { readonly [unit]: 'NodeOrdinal' };

/** An edge's position in the snapshot: 0 … `edgeCount` - 1. Never an offset into V8's flat `edges` array. */
export type EdgeOrdinal = number & { readonly [unit]: 'EdgeOrdinal' };

/**
 * V8's identity of an object (`@12345` in DevTools): stable over the snapshots of one isolate, meaningless between
 * isolates.
 */
export type HeapObjectId = number & { readonly [unit]: 'HeapObjectId' };

/** Declares that `value` was computed as a node's ordinal. Costs nothing and checks nothing. */
export function nodeOrdinal(value: number): NodeOrdinal {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where this brand is put on
  return value as NodeOrdinal;
}

/** Declares that `value` was computed as an edge's ordinal. Costs nothing and checks nothing. */
export function edgeOrdinal(value: number): EdgeOrdinal {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where this brand is put on
  return value as EdgeOrdinal;
}

/** Declares that `value` is an object's id. Costs nothing and checks nothing. */
export function heapObjectId(value: number): HeapObjectId {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where this brand is put on
  return value as HeapObjectId;
}
