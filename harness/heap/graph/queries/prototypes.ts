import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import { lazy } from '../../../core/lazy.js';
import { nameTest } from './name-test.js';
import { NONE } from '../no-ordinal.js';

/** The constructors and prototypes of a heap. */
export interface Prototypes {
  /** 1 for a prototype object: its own `constructor` leads to a closure whose `prototype` leads back. By node. */
  readonly isPrototype: Uint8Array;
  /** The node that `__proto__` leads to, or `NONE`. By node; computed on first use. */
  readonly prototypeOf: () => Uint32Array;
  /** Every closure with a `prototype`, in snapshot order. */
  readonly constructors: readonly Constructor[];
}

/** A closure that can create instances, and the prototype from which they inherit. */
export interface Constructor {
  readonly closure: NodeOrdinal;
  readonly prototype: NodeOrdinal;
}

/**
 * Finds prototypes in one pass over the edges of closures. V8 writes an object's real `__proto__` and a function's real
 * `prototype` after its own properties (`ExtractJSObjectReferences` in `heap-snapshot-generator.cc`), so of several
 * edges with such a name the last one counts; an own property called `__proto__` is ignored.
 */
export function findPrototypes(columns: SnapshotColumns): Prototypes {
  const { nodeCount, nodeType, nodeTypes } = columns;
  const closureType = nodeTypes.indexOf('closure');
  const lastPrototype = lastProperty(columns, 'prototype');
  const constructors: Constructor[] = [];
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== closureType) continue;
    const prototype = lastPrototype(node);
    if (prototype === NONE) continue;
    constructors.push({ closure: nodeOrdinal(node), prototype: nodeOrdinal(prototype) });
  }
  return {
    isPrototype: markPrototypes(columns, constructors),
    prototypeOf: lazy(() => findPrototypeOf(columns)),
    constructors,
  };
}

function findPrototypeOf(columns: SnapshotColumns): Uint32Array {
  const lastProto = lastProperty(columns, '__proto__');
  return new Uint32Array(columns.nodeCount).map((_, node) => lastProto(node));
}

function markPrototypes(columns: SnapshotColumns, constructors: readonly Constructor[]): Uint8Array {
  const isPrototype = new Uint8Array(columns.nodeCount);
  const ownConstructor = lastProperty(columns, 'constructor');
  for (const { closure, prototype } of constructors) {
    if (ownConstructor(prototype) === closure) isPrototype[prototype] = 1;
  }
  return isPrototype;
}

/** Returns the target of a node's last `property` edge called `name`, or `NONE`. */
function lastProperty(columns: SnapshotColumns, name: string): (node: number) => number {
  const { nodeFirstEdge, edgeType, edgeTypes, edgeNameOrIndex, edgeTo } = columns;
  const property = edgeTypes.indexOf('property');
  const isName = nameTest(columns.strings, name);
  return (node) => {
    // `node` is an ordinal, so `node + 1` has an entry too; `edge` is below `edgeCount`.
    const first = nodeFirstEdge[node]!;
    for (let edge = nodeFirstEdge[node + 1]! - 1; edge >= first; edge--) {
      if (edgeType[edge] === property && isName(edgeNameOrIndex[edge]!)) return edgeTo[edge]!;
    }
    return NONE;
  };
}

/** Returns the nodes that inherit from one of `ancestors` through `__proto__`, as one byte per node. */
export function inheritorsOf(prototypeOf: Uint32Array, ancestors: Iterable<NodeOrdinal>): Uint8Array {
  // Many objects share few prototypes, so the answer is computed once per prototype.
  const leads = new Map<number, boolean>([...ancestors].map((ancestor) => [ancestor, true]));
  const inherits = new Uint8Array(prototypeOf.length);
  for (let node = 0; node < inherits.length; node++) {
    // Both have one entry per node.
    const prototype = prototypeOf[node]!;
    if (prototype === NONE) continue;
    if (leads.get(prototype) ?? findWhereItLeads(prototypeOf, leads, prototype)) inherits[node] = 1;
  }
  return inherits;
}

/** Walks up from `start`, whose answer is unknown, and records the answer for every step. */
function findWhereItLeads(prototypeOf: Uint32Array, leads: Map<number, boolean>, start: number): boolean {
  const steps: number[] = [];
  let found: boolean | undefined;
  for (let node = start; found === undefined && node !== NONE;) {
    steps.push(node);
    // A cycle of prototypes is impossible in JavaScript but possible in a file: it ends at its own first step.
    leads.set(node, false);
    // Entries of `prototypeOf` are ordinals too.
    node = prototypeOf[node]!;
    found = leads.get(node);
  }
  if (found === true) for (const step of steps) leads.set(step, true);
  return found === true;
}
