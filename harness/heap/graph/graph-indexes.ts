import { heapObjectId, nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { isIndexed, type SnapshotColumns } from '../snapshot/index.js';
import { ClassCatalog } from './queries/class-catalog.js';
import { type Dominators, strongDominators } from './dominators/strong-dominators.js';
import { computeDevToolsHeap, type DevToolsHeap } from './devtools/class-table.js';
import { type ReverseEdges, reverseEdges } from './edges/edge-source.js';
import { IdIndex } from './id-index.js';
import { findDistances } from './devtools/distances.js';
import { lazy } from '../../core/lazy.js';
import { markLive } from './queries/liveness.js';
import { nameTest } from './queries/name-test.js';
import { locationsByNode } from './node-locations.js';
import {
  type Dominated,
  invertDominators,
  sumRetainedByClass,
  sumRetainedBytes,
} from './dominators/retained-sizes.js';
import { RetainingEdges } from './queries/retaining-edges.js';
import { findShortestPaths, type ShortestPaths } from './queries/shortest-paths.js';
import type { ClassSummary, HeapNode, NamedEdgeType } from './types.js';
import { findWeakMapPairs, type WeakMapPairs } from './queries/weak-map-pairs.js';

/**
 * The indexes over the columns of a heap, each computed on first use and then kept, and plain views of nodes and edges.
 */
export class GraphIndexes {
  readonly columns: SnapshotColumns;
  readonly classes: ClassCatalog;
  readonly retainingEdges: () => RetainingEdges = lazy(() => new RetainingEdges(this.columns, this.pairs()));
  readonly edgesByTarget: () => ReverseEdges = lazy(() => reverseEdges(this.columns));
  readonly ids: () => IdIndex = lazy(() => new IdIndex(this.columns.nodeId));
  readonly paths: () => ShortestPaths = lazy(() => findShortestPaths(this.columns, this.retainingEdges()));
  readonly dominators: () => Dominators = lazy(() => strongDominators(this.columns, this.retainingEdges()));
  readonly dominated: () => Dominated = lazy(() => invertDominators(this.dominators()));
  readonly retained: () => Float64Array = lazy(() => sumRetainedBytes(this.columns, this.dominators()));
  readonly pairs: () => WeakMapPairs = lazy(() => findWeakMapPairs(this.columns));
  readonly live: () => Uint8Array = lazy(() => markLive(this.columns, this.pairs()));
  readonly devTools: () => DevToolsHeap = lazy(() => computeDevToolsHeap(this.columns));
  readonly devToolsDistances: () => Uint32Array = lazy(() =>
    findDistances(this.columns, findWeakMapPairs(this.columns, { singleLine: true })),
  );
  readonly classSummaries: () => readonly ClassSummary[] = lazy(() => this.#summarize());
  /** The row of `locations` by node, counted from 1; 0 if there is none. */
  readonly locations: () => Uint32Array = lazy(() => locationsByNode(this.columns));
  /** Tests of edge names by text: names are decoded once, then compared by number. */
  readonly #nameTests = new Map<string, (index: number) => boolean>();

  constructor(columns: SnapshotColumns) {
    this.columns = columns;
    this.classes = new ClassCatalog(columns);
  }

  /** Returns a node of this graph as plain data. */
  nodeView(node: NodeOrdinal): HeapNode {
    const { nodeId, nodeType, nodeTypes, nodeName, nodeShallowBytes, strings } = this.columns;
    // All columns have `nodeCount` entries; the reader has checked that each type has a name.
    return {
      ordinal: node,
      id: heapObjectId(nodeId[node]!),
      type: nodeTypes[nodeType[node]!]!,
      name: strings.at(nodeName[node]!),
      shallowBytes: nodeShallowBytes[node]!,
    };
  }

  /** Returns the type and the name of an edge of this graph. */
  edgeLabel(edge: number): { type: string; name: string | number } {
    const { edgeType, edgeTypes, edgeNameOrIndex, strings } = this.columns;
    // The reader has checked that each type has a name.
    const type = edgeTypes[edgeType[edge]!]!;
    const name = edgeNameOrIndex[edge]!;
    return { type, name: isIndexed(type) ? name : strings.at(name) };
  }

  /** Returns the target of the last of a node's edges with that name and type. */
  follow(node: NodeOrdinal, name: string, type: NamedEdgeType): NodeOrdinal | undefined {
    const { nodeFirstEdge, edgeType, edgeTypes, edgeNameOrIndex, edgeTo } = this.columns;
    const wantedType = edgeTypes.indexOf(type);
    const isName = this.#nameTest(name);
    const first = nodeFirstEdge[node]!;
    // `node + 1` has an entry; all reads are below `edgeCount`.
    for (let edge = nodeFirstEdge[node + 1]! - 1; edge >= first; edge--) {
      if (edgeType[edge] === wantedType && isName(edgeNameOrIndex[edge]!)) {
        return nodeOrdinal(edgeTo[edge]!);
      }
    }
    return undefined;
  }

  #summarize(): ClassSummary[] {
    const index = this.classes.index();
    const { dominator } = this.dominators();
    const retained = sumRetainedByClass(index, this.dominated(), this.retained(), dominator);
    return index.classes
      .map((counts, at) => ({ ...counts, retainedBytes: retained[at] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.retainedBytes - a.retainedBytes || (a.name < b.name ? -1 : 1));
  }

  #nameTest(text: string): (index: number) => boolean {
    const known = this.#nameTests.get(text) ?? nameTest(this.columns.strings, text);
    this.#nameTests.set(text, known);
    return known;
  }
}
