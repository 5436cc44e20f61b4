import { HeapwitnessError } from '../../../core/errors.js';
import { nearMatches } from '../../../core/near-matches.js';
import type { NodeOrdinal } from '../../../core/units.js';
import type { HeapGraph } from '../heap-graph.js';
import { findWaysHeld, type HeldInstances } from './held-instances.js';

/** A class and how its instances are held. */
export interface ClassInquiry {
  readonly name: string;
  readonly count: number;
  readonly shallowBytes: number;
  /** Bytes that would be freed if all instances were collected. */
  readonly retainedBytes: number;
  readonly held: HeldInstances;
}

/**
 * Queries a class by its name: that of a constructor, or of a row of the class table such as `(string)` or `{a, b}`.
 *
 * @throws {HeapwitnessError} `ERR_UNKNOWN_CLASS` when this heap has neither instances nor a constructor of that name
 */
export function inquireClass(graph: HeapGraph, name: string): ClassInquiry {
  const members = membersOf(graph, name);
  const shallowBytes = members.reduce((sum, node) => sum + graph.shallowBytes(node), 0);
  const retainedBytes = graph.retainedSet(members).bytes;
  return { name, count: members.length, shallowBytes, retainedBytes, held: findWaysHeld(graph, members) };
}

/** Returns the instances without prototypes if there are any, else what the class table counts under that name. */
function membersOf(graph: HeapGraph, name: string): NodeOrdinal[] {
  const instances = graph.hasClass(name) ? graph.instances(name) : [];
  if (instances.length > 0) return instances;
  const members = graph.classMembers(name);
  if (members.length === 0 && !graph.hasClass(name)) throw unknownClass(graph, name);
  return members;
}

function unknownClass(graph: HeapGraph, name: string): HeapwitnessError {
  const known = [...graph.classNames(), ...graph.classTable().map((row) => row.name)];
  const near = nearMatches(name, known);
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`;
  return new HeapwitnessError(
    'ERR_UNKNOWN_CLASS',
    `No class "${name}" was found in this heap: neither an instance nor a constructor.${hint}`,
  );
}
