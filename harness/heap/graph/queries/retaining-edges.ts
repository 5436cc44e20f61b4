import type { SnapshotColumns } from '../../snapshot/index.js';
import { findInternalizedStrings } from './internalized-strings.js';
import { NONE } from '../no-ordinal.js';
import type { WeakMapPairs } from './weak-map-pairs.js';

/** The effect of an edge type on the edge's target. */
export const EDGE = {
  /** Keeps its target alive, unless it is the table's half of a WeakMap pair. */
  retains: 0,
  weak: 1,
  /** Repeats another path; from the root it marks a global object and retains it. */
  shortcut: 2,
} as const;

const ID_BITS = 0xfff;

/**
 * Decides which edges keep their target alive: all but
 *
 * - edges of type `weak`;
 * - edges of type `shortcut`, unless they start at the root: each repeats another path;
 * - the half of a WeakMap pair that starts at the map's table. The value lives as long as key *and* table do, which
 *   single edges cannot express; only the key's edge counts, so the value counts as kept by its key;
 * - edges of V8's table of internalized strings, which is weak.
 */
export class RetainingEdges {
  /** One of `EDGE` by edge type. */
  readonly meaning: Uint8Array;
  readonly #columns: SnapshotColumns;
  readonly #pairs: WeakMapPairs;
  /** One bit per node: whether it is a table that does not retain everything it refers to. */
  readonly #tables: Uint8Array;
  /** Node of the table of internalized strings, or `NONE`. */
  readonly #internalized: number;

  /** @param asDevTools treats the table of internalized strings as a retainer */
  constructor(
    columns: SnapshotColumns,
    pairs: WeakMapPairs,
    { asDevTools = false }: { readonly asDevTools?: boolean } = {},
  ) {
    this.#columns = columns;
    this.#pairs = pairs;
    this.meaning = Uint8Array.from(columns.edgeTypes, (type) =>
      type === 'weak' ? EDGE.weak : type === 'shortcut' ? EDGE.shortcut : EDGE.retains,
    );
    this.#tables = new Uint8Array((columns.nodeCount >>> 3) + 1);
    if (pairs.tables.size > 0) this.#markTables();
    const internalized = asDevTools ? NONE : findInternalizedStrings(columns);
    this.#internalized = internalized;
    if (internalized !== NONE) this.#tables[internalized >>> 3]! |= 1 << (internalized & 7);
  }

  /** Whether some edges of a node may retain nothing, because it is a table. */
  isTable(node: number): boolean {
    // A bit per node.
    return ((this.#tables[node >>> 3]! >>> (node & 7)) & 1) === 1;
  }

  /** Whether an edge of a table retains nothing: the table's half of a pair, or an edge to an internalized string. */
  isTableHalf(node: number, edge: number): boolean {
    if (node === this.#internalized) return true;
    const { edgeType, edgeTypes, edgeNameOrIndex, nodeId } = this.#columns;
    // The caller's node and edge belong to this heap.
    if (edgeTypes[edgeType[edge]!] !== 'internal') return false;
    const table = this.#pairs.tableOf(edgeNameOrIndex[edge]!);
    return table !== NONE && table === nodeId[node];
  }

  /** Whether an edge of `node` keeps its target alive. */
  retains(node: number, edge: number): boolean {
    // As above; each type has a meaning.
    const meaning = this.meaning[this.#columns.edgeType[edge]!]!;
    if (meaning !== EDGE.retains) return meaning === EDGE.shortcut && node === 0;
    return !(this.isTable(node) && this.isTableHalf(node, edge));
  }

  #markTables(): void {
    const { nodeCount, nodeId } = this.#columns;
    const { tables } = this.#pairs;
    // A few bits of the id rule out most nodes without a lookup in the set.
    const isPossible = new Uint8Array(ID_BITS + 1);
    for (const id of tables) isPossible[id & ID_BITS] = 1;
    // All nodes have an id; masked, it is an index.
    for (let node = 0; node < nodeCount; node++) {
      const id = nodeId[node]!;
      if (isPossible[id & ID_BITS] && tables.has(id)) this.#tables[node >>> 3]! |= 1 << (node & 7);
    }
  }
}
