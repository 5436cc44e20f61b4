import type { SnapshotColumns } from '../../heap/snapshot/index.js';
import type { FoundPath } from '../search/witness-heap.js';

/**
 * Returns the common part of paths with the same signature: where they begin, and the types and names of edges and
 * nodes along the way, without indexes and strings, and with repeated hops once. Cheap, because it compares numbers
 * only.
 */
export function shapeOf(columns: SnapshotColumns, { nodes, edges }: FoundPath): string {
  const { edgeType, edgeTypes, edgeNameOrIndex, nodeType, nodeTypes, nodeName, strings } = columns;
  const isText = (type: number): boolean => nodeTypes[type]?.endsWith('string') === true;
  const isIndex = (type: string | undefined, name: number): boolean =>
    type === 'element' || type === 'hidden' || (type === 'internal' && /^\d+( |$)/.test(strings.at(name)));
  const parts = [String(nodes[0] ?? 0)];
  for (const [at, edge] of edges.entries()) {
    // `edge` is an edge of these columns; a path has one node more than edges.
    const to = nodes[at + 1]!;
    const type = edgeType[edge]!;
    const name = edgeNameOrIndex[edge]!;
    const toType = nodeType[to]!;
    const part = [
      type,
      isIndex(edgeTypes[type], name) ? '' : name,
      toType,
      isText(toType) ? '' : nodeName[to]!,
    ];
    const text = part.join(' ');
    if (text !== parts.at(-1)) parts.push(text);
  }
  return parts.join(',');
}
