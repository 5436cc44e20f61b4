import type { SnapshotColumns } from '../../snapshot/index.js';
import { findInternalizedStrings } from './internalized-strings.js';

/**
 * Finds the strings to which only compiled code refers: names and constants, which V8 creates when it first runs a
 * function.
 *
 * @returns ordinals of nodes
 */
export function codeStrings(columns: SnapshotColumns): number[] {
  const { nodeCount, nodeType, nodeTypes, nodeFirstEdge, edgeTo } = columns;
  const [code, string] = [nodeTypes.indexOf('code'), nodeTypes.indexOf('string')];
  const table = findInternalizedStrings(columns);
  const [inCode, elsewhere] = [new Uint8Array(nodeCount), new Uint8Array(nodeCount)];
  // Nodes are below `nodeCount`, edges those of the node.
  for (let node = 0; node < nodeCount; node++) {
    if (node === table) continue;
    const marks = nodeType[node] === code ? inCode : elsewhere;
    for (let edge = nodeFirstEdge[node]!; edge < nodeFirstEdge[node + 1]!; edge++) marks[edgeTo[edge]!] = 1;
  }
  const found: number[] = [];
  for (let node = 0; node < nodeCount; node++)
    if (nodeType[node] === string && inCode[node] === 1 && elsewhere[node] === 0) found.push(node);
  return found;
}
