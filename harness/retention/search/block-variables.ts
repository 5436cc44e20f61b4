import type { NodeOrdinal } from '../../core/units.js';
import type { HeapEdge, HeapGraph } from '../../heap/graph/index.js';

/** A reference of a scope whose slot may be one of several: small integers before it have no reference. */
interface SlotRange {
  readonly edge: HeapEdge;
  readonly index: number;
  least: number;
  most: number;
}

/**
 * Returns the name of a variable of a block. V8 names the variables of functions and modules, and numbers those of
 * blocks: test runners such as vitest evaluate a module inside of a block. The block's ScopeInfo has their names in the
 * order of the slots. Small integers have a slot and no reference, so that a reference may be of a later slot than its
 * number says; a function or class that has the name of its variable shows by how much.
 *
 * @param scope the context of the block
 * @param index the number of the hidden reference
 * @returns undefined if that is not certain
 */
export function blockVariable(heap: HeapGraph, scope: NodeOrdinal, index: number): string | undefined {
  const info = heap.property(scope, 'scope_info', 'internal');
  if (info === undefined) return undefined;
  const names = namesIn(heap, info);
  const hidden = [...heap.edges(scope)].filter(({ type }) => type === 'hidden');
  const last = Math.max(-1, ...hidden.map(indexOf));
  const shifts = names.length - 1 - last;
  if (shifts < 0) return undefined;
  const slots = hidden.map((edge): SlotRange => ({ edge, index: indexOf(edge), least: 0, most: shifts }));
  for (const slot of slots) {
    const shift =
      heap.type(slot.edge.to) === 'closure' ? names.indexOf(heap.name(slot.edge.to)) - slot.index : -1;
    if (shift < 0 || shift > shifts) continue;
    for (const other of slots) {
      if (other.index <= slot.index) other.most = Math.min(other.most, shift);
      if (other.index >= slot.index) other.least = Math.max(other.least, shift);
    }
  }
  const slot = slots.find((one) => one.index === index);
  return slot === undefined || slot.least !== slot.most ? undefined : names[index + slot.least];
}

/** The names of the variables, in the order of their slots. */
function namesIn(heap: HeapGraph, info: NodeOrdinal): string[] {
  const hidden = [...heap.edges(info)].filter(({ type }) => type === 'hidden');
  const names: string[] = [];
  for (const edge of hidden.toSorted((one, other) => indexOf(one) - indexOf(other))) {
    if (indexOf(edge) !== names.length || heap.type(edge.to) !== 'string') break;
    names.push(heap.name(edge.to));
  }
  return names;
}

function indexOf({ name }: HeapEdge): number {
  return Number(name);
}
