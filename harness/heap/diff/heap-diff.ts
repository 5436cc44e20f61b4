import type { HeapGraph } from '../graph/heap-graph.js';
import { NONE } from '../graph/no-ordinal.js';
import { sameObjects } from './same-objects.js';

/** Some objects of a heap. */
export interface HeapShare {
  readonly count: number;
  /** Sum of their shallow sizes. */
  readonly bytes: number;
}

/** The changes of one class. */
export interface ClassDiff {
  /** The class's name, as in `HeapGraph.classCounts()`. */
  readonly name: string;
  readonly type: string;
  readonly new: HeapShare;
  readonly gone: HeapShare;
  readonly kept: HeapShare;
}

/** The objects that were allocated, collected and kept between two snapshots of one isolate. */
export interface HeapDiff {
  readonly new: HeapShare;
  readonly gone: HeapShare;
  readonly kept: HeapShare;
  /** Every class of either snapshot, those that grew most in bytes first. */
  readonly classes: readonly ClassDiff[];
}

/** A class of objects that were allocated between two snapshots and still exist in a third. */
export interface SurvivorClass extends HeapShare {
  readonly name: string;
  readonly type: string;
}

/** The objects that were allocated between a first and a second snapshot and are still alive in a third. */
export interface Survivors extends HeapShare {
  /** Ordinals in the third snapshot, ascending. */
  readonly nodes: Uint32Array;
  /** Classes of the survivors, most bytes first. */
  readonly classes: readonly SurvivorClass[];
}

/**
 * Compares two snapshots of one isolate object by object, with totals by class; `same-objects.ts` determines which
 * objects are the same. Kept objects count with their size in `after`. Needs 5 bytes per node besides the two heaps'
 * classes and ids.
 */
export function diffHeaps(before: HeapGraph, after: HeapGraph): HeapDiff {
  const same = sameObjects(before, after);
  const isKept = new Uint8Array(before.nodeCount);
  const tally = new DiffTally();
  // Nodes belong to their heap.
  eachNode(after, (node, row, bytes) => {
    const earlier = same[node]!;
    tally.add(earlier === NONE ? 'new' : 'kept', row, bytes);
    if (earlier !== NONE) isKept[earlier] = 1;
  });
  eachNode(before, (node, row, bytes) => {
    if (isKept[node] === 0) tally.add('gone', row, bytes);
  });
  return tally.diff();
}

/**
 * Finds objects that are in the second snapshot, not in the first, and still in the third: leaked objects, without
 * those that every request allocates and drops. All three must come from the same isolate, in this order.
 */
export function survivors(first: HeapGraph, second: HeapGraph, third: HeapGraph): Survivors {
  const [old, made] = [sameObjects(first, second), sameObjects(second, third)];
  const nodes: number[] = [];
  const tally = new DiffTally();
  // Nodes belong to their heap.
  eachNode(third, (node, row, bytes) => {
    const earlier = made[node]!;
    if (earlier === NONE || old[earlier] !== NONE) return;
    nodes.push(node);
    tally.add('kept', row, bytes);
  });
  const { kept, classes } = tally.diff();
  return {
    ...kept,
    nodes: Uint32Array.from(nodes),
    classes: classes
      .map(({ name, type, kept: share }) => ({ name, type, ...share }))
      .sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1)),
  };
}

interface ClassRow {
  readonly name: string;
  readonly type: string;
}

function eachNode(graph: HeapGraph, visit: (node: number, row: ClassRow, bytes: number) => void): void {
  const { nodeCount, nodeShallowBytes } = graph.columns;
  const { classes, classOf } = graph.classIndex();
  // All columns have `nodeCount` entries; `classOf` holds indexes of `classes`.
  for (let node = 0; node < nodeCount; node++) {
    visit(node, classes[classOf[node]!]!, nodeShallowBytes[node]!);
  }
}

type Fate = 'new' | 'gone' | 'kept';
type MutableShares = Record<Fate, { count: number; bytes: number }>;

/** Sums up by class and by what became of the objects. */
class DiffTally {
  /** By class object first, which is fast; one name may have an object in each snapshot. */
  readonly #byRow = new Map<ClassRow, MutableShares>();
  readonly #byKey = new Map<string, ClassRow & MutableShares>();
  readonly #total: MutableShares = noShares();

  add(fate: Fate, row: ClassRow, bytes: number): void {
    const shares = this.#byRow.get(row) ?? this.#sharesOf(row);
    for (const share of [shares[fate], this.#total[fate]]) {
      share.count++;
      share.bytes += bytes;
    }
  }

  diff(): HeapDiff {
    const growth = (shares: MutableShares): number => shares.new.bytes - shares.gone.bytes;
    const classes = [...this.#byKey.values()].sort(
      (a, b) => growth(b) - growth(a) || (a.name < b.name ? -1 : 1),
    );
    return { ...this.#total, classes };
  }

  #sharesOf(row: ClassRow): MutableShares {
    const key = `${row.type}\0${row.name}`;
    const known = this.#byKey.get(key);
    const shares = known ?? { name: row.name, type: row.type, ...noShares() };
    if (!known) this.#byKey.set(key, shares);
    this.#byRow.set(row, shares);
    return shares;
  }
}

function noShares(): MutableShares {
  const none = { count: 0, bytes: 0 };
  return { new: { ...none }, gone: { ...none }, kept: { ...none } };
}
