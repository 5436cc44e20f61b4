import { BRAND, CONTROL_CLASSES } from '../../isolates/agent/index.js';
import type { NodeOrdinal } from '../../core/units.js';
import { codeStrings, type HeapGraph } from '../../heap/graph/index.js';

/** The objects of the harness in a heap, by purpose. */
export interface OwnControls {
  readonly planted: readonly NodeOrdinal[];
  readonly held: readonly NodeOrdinal[];
  readonly dropped: readonly NodeOrdinal[];
  /** The object that retains everything passed to `context.keep()`; empty if the scenario keeps nothing. */
  readonly kept: readonly NodeOrdinal[];
  /** The records of the harness itself, if they are in the same heap. */
  readonly books: readonly NodeOrdinal[];
  /**
   * All of these, and everything retained only by `kept` and `books`; on the heap of the check itself also the strings
   * of compiled code, which is its own for the most part. Nothing of this belongs to the scenario.
   */
  readonly own: ReadonlySet<number>;
}

/**
 * Finds the controls in a heap. They are recognised by their class names and by the brand of this run, because classes
 * of the scenario may have the same names.
 */
export function findControls(heap: HeapGraph): OwnControls {
  const branded = (name: string): NodeOrdinal[] =>
    heap.instances(name).filter((node) => isBranded(heap, node));
  const planted = branded(CONTROL_CLASSES.planted);
  const held = branded(CONTROL_CLASSES.held);
  const dropped = branded(CONTROL_CLASSES.dropped);
  const keepers = branded(CONTROL_CLASSES.kept);
  const kept = keepers.filter((one) => !isEmpty(heap, heap.property(one, 'values')));
  const { isolates, files, visitor } = CONTROL_CLASSES;
  const checking = branded(CONTROL_CLASSES.checking);
  const books = [...checking, ...[isolates, files, visitor].flatMap(branded)];
  const holders = [...kept, ...books];
  const own = new Set<number>(holders.length === 0 ? [] : heap.retainedSet(holders).nodes);
  for (const node of [...planted, ...held, ...dropped, ...keepers, ...books]) own.add(node);
  if (checking.length > 0) for (const node of codeStrings(heap.columns)) own.add(node);
  return { planted, held, dropped, kept, books, own };
}

/** Whether the controls of another isolate prove that it was collected: the held object is there, no dropped one is. */
export function provesCollection(heap: HeapGraph): boolean {
  const count = (name: string): number => heap.instances(name).filter((node) => isBranded(heap, node)).length;
  return count(CONTROL_CLASSES.held) === 1 && count(CONTROL_CLASSES.dropped) === 0;
}

function isBranded(heap: HeapGraph, node: NodeOrdinal): boolean {
  const brand = heap.property(node, 'brand');
  return brand !== undefined && heap.name(brand) === BRAND;
}

function isEmpty(heap: HeapGraph, list: NodeOrdinal | undefined): boolean {
  return list === undefined || heap.elements(list).next().done === true;
}
