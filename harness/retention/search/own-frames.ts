import type { NodeOrdinal } from '../../core/units.js';
import type { HeapFacts } from './heap-facts.js';

/** Whether a node is a function of the harness, its variables, or a suspended call of one. */
export function isOwnFrame(facts: HeapFacts, node: NodeOrdinal): boolean {
  return facts.origin(node) === 'harness' || isSuspendedCall(facts, node);
}

/** Whether a node is a suspended call of an async function or a generator of the harness. */
export function isSuspendedCall(facts: HeapFacts, node: NodeOrdinal): boolean {
  if (facts.heap.name(node) !== 'Generator') return false;
  const closure = facts.heap.property(node, 'function', 'internal');
  return closure !== undefined && facts.origin(closure) === 'harness';
}
