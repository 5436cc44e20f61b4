import type { NodeOrdinal } from '../../core/units.js';
import { NONE } from '../../heap/graph/index.js';
import type { SnapshotColumns } from '../../heap/snapshot/index.js';
import type { Paths } from '../search/search-paths.js';

/** Maximum number of hops of a repetition: signatures fold repetitions of twice as many words. */
const LONGEST_PERIOD = 3;

/**
 * The common parts of preferred paths with the same signature: where they begin, and the types and names of edges and
 * nodes along the way, without indexes and strings, with repeated hops once, and with repetitions of a few hops at most
 * twice. Cheap, because only numbers are compared, and because the part that paths have in common is examined once.
 */
export class PathShapes {
  readonly #columns: SnapshotColumns;
  readonly #paths: Paths;
  /** The number of the shape of the path to a node. */
  readonly #known = new Map<number, number>();
  /** Numbers of shapes, by the number of the shape without the last hop, and that hop. */
  readonly #numbers = new Map<string, number>();
  /** The last hop of each shape. */
  readonly #lastHops: string[] = [];
  /** The number of each shape without its last hop. */
  readonly #before: number[] = [];

  constructor(columns: SnapshotColumns, paths: Paths) {
    this.#columns = columns;
    this.#paths = paths;
  }

  /** Returns a number that is equal for paths of the same shape. */
  of(node: NodeOrdinal): number {
    const { previous } = this.#paths;
    const open: number[] = [];
    let at: number = node;
    let shape = this.#known.get(at);
    while (shape === undefined) {
      open.push(at);
      const above = previous[at] ?? NONE;
      if (above === NONE) break;
      at = above;
      shape = this.#known.get(at);
    }
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const hop = shape === undefined ? `from ${next}` : this.#hopTo(next);
      shape = shape === undefined ? this.#numberOf(hop, hop, NONE) : this.#withHop(shape, hop);
      this.#known.set(next, shape);
    }
    return shape ?? NONE;
  }

  /** Returns the number of a shape with another hop. */
  #withHop(shape: number, hop: string): number {
    if (this.#lastHops[shape] === hop) return shape;
    const hops = [hop];
    const shapes = [shape];
    for (let at = shape; at !== NONE && hops.length < 3 * LONGEST_PERIOD; at = this.#before[at] ?? NONE) {
      hops.push(this.#lastHops[at] ?? '');
      shapes.push(this.#before[at] ?? NONE);
    }
    for (let period = 2; period <= LONGEST_PERIOD; period++) {
      const isThird =
        hops.length >= 3 * period && hops.slice(0, 2 * period).every((one, at) => one === hops[at + period]);
      if (isThird) return shapes[period - 1] ?? shape;
    }
    return this.#numberOf(`${shape} ${hop}`, hop, shape);
  }

  #numberOf(name: string, hop: string, shape: number): number {
    const before = this.#numbers.get(name);
    if (before !== undefined) return before;
    this.#numbers.set(name, this.#lastHops.length);
    this.#before.push(shape);
    return this.#lastHops.push(hop) - 1;
  }

  #hopTo(node: number): string {
    const { edgeType, edgeTypes, edgeNameOrIndex, nodeType, nodeTypes, nodeName, strings } = this.#columns;
    // The node was reached by an edge of these columns.
    const edge = this.#paths.lastEdge[node]!;
    const type = edgeType[edge]!;
    const name = edgeNameOrIndex[edge]!;
    const toType = nodeType[node]!;
    const typeName = edgeTypes[type];
    const isIndex =
      typeName === 'element' ||
      typeName === 'hidden' ||
      (typeName === 'internal' && /^\d+( |$)/.test(strings.at(name)));
    const isText = nodeTypes[toType]?.endsWith('string') === true;
    return [type, isIndex ? '' : name, toType, isText ? '' : nodeName[node]!].join(' ');
  }
}
