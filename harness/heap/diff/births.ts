import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../graph/index.js';
import type { ObjectMark } from './object-marks.js';
import { IdentityMarks } from './identity-marks.js';

/**
 * Determines the cycle of a run in which each object of the last heap was allocated. V8 assigns ids in ascending order
 * at the look that first sees an object, so the highest id of each look is a boundary. But V8 finds ids by address: an
 * object that is allocated in old space (or on a page that is promoted whole), where another one died since the last
 * look, takes over its id. So each look records a mark of everything that cannot change in an object's life; an id
 * whose mark has changed belongs to a new object:
 *
 * - another kind, or a larger size (a living object may only become smaller, as V8 learns what its class needs);
 * - an object with another class *and* another hidden class (a renamed class keeps its hidden class);
 * - a closure with another name or context, a flat string with another text;
 * - an id that belonged to no object of these kinds.
 *
 * An object that takes over the id of an object of its own class is not detected. {@link Births.reuses} reports how
 * many objects were seen to take over an id, which shows how frequent that is. Keeps 16 bytes per object until the next
 * look, but no heap.
 */
export class Births {
  #marks: IdentityMarks;
  /** The cycle of each node of the last heap, by ordinal. */
  #cycleByNode: Int16Array;
  /** The highest id at the look with which each cycle began. */
  readonly #boundaries: number[] = [];
  readonly #reuses: number[] = [];

  /** @param first the heap at the look before the first cycle */
  constructor(first: HeapGraph) {
    this.#cycleByNode = new Int16Array(first.columns.nodeCount).fill(OLDER);
    this.#marks = new IdentityMarks(first, () => OLDER);
  }

  /** Number of cycles. */
  get cycles(): number {
    return this.#boundaries.length;
  }

  /** Number of objects per cycle that were seen to have taken over another object's id. */
  get reuses(): readonly number[] {
    return this.#reuses;
  }

  /** Adds a cycle, with the heap at the look that ended it. */
  add(heap: HeapGraph): void {
    this.#boundaries.push(this.#marks.newest);
    this.#reuses.push(0);
    this.#take(heap);
  }

  /**
   * Replaces the last look by one taken after an idle period: objects allocated in that period belong to the last
   * cycle.
   */
  lookAgain(heap: HeapGraph): void {
    this.#take(heap);
  }

  /** Returns the cycle in which a node of the last heap was born, from 0; -1 if it is older than the first look. */
  cycleOf(node: NodeOrdinal): number {
    // The node belongs to the last heap.
    return this.#cycleByNode[node]!;
  }

  /** Returns the cycle in which the object with this id in the last heap was born. */
  cycleOfId(id: number): number {
    const cycle = this.#marks.cycleOf(id);
    if (cycle !== undefined) return cycle;
    // V8's own nodes have no marks, only ids; most of them are old.
    const [first = id] = this.#boundaries;
    if (id <= first) return OLDER;
    return this.#boundaries.findLastIndex((boundary) => id > boundary);
  }

  /** Whether a node of the last heap was there at the first look. */
  isOld(node: NodeOrdinal): boolean {
    return this.cycleOf(node) === OLDER;
  }

  /** Returns how many of these objects of the last heap were born in each cycle. */
  byCycle(ids: readonly number[]): number[] {
    const counts = this.#boundaries.map(() => 0);
    for (const id of ids) {
      const cycle = this.cycleOfId(id);
      if (cycle !== OLDER) counts[cycle] = (counts[cycle] ?? 0) + 1;
    }
    return counts;
  }

  #take(heap: HeapGraph): void {
    const before = this.#marks;
    const cycle = this.cycles - 1;
    let reuses = 0;
    const birthOf = (id: number, mark: Readonly<ObjectMark>): number => {
      if (id > before.newest) return cycle;
      if (before.isSame(id, mark)) return before.cycleOf(id) ?? cycle;
      reuses++;
      return cycle;
    };
    this.#marks = new IdentityMarks(heap, birthOf);
    const { nodeCount, nodeId } = heap.columns;
    this.#cycleByNode = new Int16Array(nodeCount);
    // Below `nodeCount`.
    for (let node = 0; node < nodeCount; node++) this.#cycleByNode[node] = this.cycleOfId(nodeId[node]!);
    if (cycle !== OLDER) this.#reuses[cycle] = (this.#reuses[cycle] ?? 0) + reuses;
  }
}

/** Stands for a birth before the first look. */
const OLDER = -1;
