import type { NodeOrdinal } from '../../../core/units.js';
import type { HeapGraph } from '../heap-graph.js';
import type { RetainingPath } from './retaining-path.js';

/** Instances that are retained in the same way: by the same properties of the same classes. */
export interface HeldAlike {
  readonly count: number;
  /** The path of the first instance. */
  readonly example: RetainingPath;
}

/** How the instances of a class are retained. */
export interface HeldInstances {
  /** Number of instances that were examined. */
  readonly examined: number;
  /** Number of examined instances that no path leads to. */
  readonly unreachable: number;
  /** Ways of being retained, the most common first. */
  readonly ways: readonly HeldAlike[];
}

/** Number of instances to examine: enough to show how all are retained. */
const ENOUGH = 10_000;

/** Groups nodes by how they are retained, regardless of positions in arrays and tables. */
export function findWaysHeld(graph: HeapGraph, nodes: readonly NodeOrdinal[]): HeldInstances {
  const ways = new Map<string, { count: number; example: RetainingPath }>();
  const examined = nodes.slice(0, ENOUGH);
  let unreachable = 0;
  for (const node of examined) {
    const path = graph.retainingPath(node);
    if (path === undefined) {
      unreachable++;
      continue;
    }
    const way = ways.get(wayKeyOf(path));
    if (way === undefined) ways.set(wayKeyOf(path), { count: 1, example: path });
    else way.count++;
  }
  return {
    examined: examined.length,
    unreachable,
    ways: [...ways.values()].sort((a, b) => b.count - a.count),
  };
}

/**
 * Returns a key that is equal for paths that differ only in indexes and in node ids; a run of equal steps counts once.
 */
function wayKeyOf({ steps }: RetainingPath): string {
  const shapes = steps.map(({ edge, node }) => {
    const name = typeof edge.name === 'number' ? '' : edge.name.replaceAll(/\d+/g, '#');
    return `${edge.type} ${name} ${node.type} ${node.type === 'string' ? '' : node.name}`;
  });
  return shapes.filter((shape, at) => shape !== shapes[at - 1]).join('\n');
}
