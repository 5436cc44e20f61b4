import type { SnapshotColumns } from '../snapshot/index.js';

/**
 * Which edges keep their target alive: one byte per edge, 1 where they do. Left out, as in Chrome DevTools
 * (`isEssentialEdge` in its heap snapshot model):
 *
 * - edges of type `weak`;
 * - edges of type `shortcut`, unless they start at the root: each repeats another path;
 * - the half of a WeakMap pair that starts at the map's table. V8 writes each pair twice, from the key and from the
 *   table, as internal edges with one name. The value lives as long as key *and* table do, which single edges cannot
 *   say; the key's edge alone is taken, so the value counts as kept by its key.
 */
export function retainingEdges(columns: SnapshotColumns): Uint8Array {
  const { edgeCount, edgeType, edgeTypes, nodeFirstEdge } = columns;
  const weak = edgeTypes.indexOf('weak');
  const shortcut = edgeTypes.indexOf('shortcut');
  const retaining = new Uint8Array(edgeCount).fill(1);
  // Both arrays have `edgeCount` entries; `nodeFirstEdge` has at least two.
  const behindRoot = nodeFirstEdge[1]!;
  for (let edge = 0; edge < edgeCount; edge++) {
    const type = edgeType[edge]!;
    if (type === weak || (type === shortcut && edge >= behindRoot)) retaining[edge] = 0;
  }
  dropTableHalves(columns, retaining);
  return retaining;
}

/** `… / part of key (K @1) -> value (V @2) pair in WeakMap (table @3)`: the table's id. */
const PAIR_NAME = / \/ part of key \(.* -> value \(.*\) pair in WeakMap \(table @(\d+)\)$/s;

function dropTableHalves(columns: SnapshotColumns, retaining: Uint8Array): void {
  const tableIds = pairTables(columns);
  if (tableIds.size === 0) return;
  const { nodeCount, nodeFirstEdge, nodeId, edgeType, edgeTypes, edgeNameOrIndex } = columns;
  const internal = edgeTypes.indexOf('internal');
  // `node + 1` is the last entry of `nodeFirstEdge` at most, `edge` is below `edgeCount`.
  for (let node = 0; node < nodeCount; node++) {
    const end = nodeFirstEdge[node + 1]!;
    for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
      if (edgeType[edge] !== internal) continue;
      const table = tableIds.get(edgeNameOrIndex[edge]!);
      if (table !== undefined && table === nodeId[node]) retaining[edge] = 0;
    }
  }
}

/** The table's id by the string index of a pair's edge name. */
function pairTables({ strings }: SnapshotColumns): Map<number, number> {
  const tables = new Map<number, number>();
  for (const index of strings.indexesContaining('pair in WeakMap (table @')) {
    const id = PAIR_NAME.exec(strings.at(index))?.[1];
    if (id !== undefined) tables.set(index, Number(id));
  }
  return tables;
}
