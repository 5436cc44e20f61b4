import { nodeOrdinal, type NodeOrdinal } from '../core/units.js';
import type { SnapshotColumns } from '../snapshot/index.js';
import { lazy } from './lazy.js';
import { nameTest } from './name-test.js';
import { NONE } from './none.js';

/** What the graph says about constructors and prototypes. */
export interface Prototypes {
  /** 1 for a prototype object: its own `constructor` leads to a closure whose `prototype` leads back. By node. */
  readonly isPrototype: Uint8Array;
  /** The node that `__proto__` leads to, or `NONE`. By node; found when first asked for. */
  readonly prototypeOf: () => Uint32Array;
  /** Every closure with a `prototype`, in snapshot order. */
  readonly constructors: readonly Constructor[];
}

/** A closure that can make instances, with the object that these inherit from. */
export interface Constructor {
  readonly closure: NodeOrdinal;
  readonly prototype: NodeOrdinal;
}

/**
 * Finds prototypes in one pass over the edges of closures. V8 writes an object's real `__proto__` and a function's real
 * `prototype` behind its own properties (`ExtractJSObjectReferences` in `heap-snapshot-generator.cc`), so of several
 * edges with such a name the last one counts: an own property called `__proto__` does not mislead.
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

/** Gives the target of a node's last `property` edge called `name`, or `NONE`. */
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

/**
 * The nodes that inherit from one of `ancestors` through `__proto__`, as one byte per node; each chain is walked once.
 */
export function inheritorsOf(prototypeOf: Uint32Array, ancestors: Iterable<NodeOrdinal>): Uint8Array {
  const UNKNOWN = 0;
  const NO = 1;
  const YES = 2;
  const ON_PATH = 3;
  const answer = new Uint8Array(prototypeOf.length);
  const roots = new Set<number>(ancestors);
  const path: number[] = [];
  for (let start = 0; start < answer.length; start++) {
    let node = start;
    let found = UNKNOWN;
    while (found === UNKNOWN) {
      // `node` is an ordinal. A loop of prototypes cannot be in JavaScript, but in a file: ON_PATH ends it.
      const known = answer[node]!;
      const next = prototypeOf[node]!;
      if (known === ON_PATH) found = NO;
      else if (known !== UNKNOWN) found = known;
      else {
        path.push(node);
        answer[node] = ON_PATH;
        if (next === NONE) found = NO;
        else if (roots.has(next)) found = YES;
        else node = next;
      }
    }
    for (const step of path) answer[step] = found;
    path.length = 0;
  }
  return answer.map((value) => (value === YES ? 1 : 0));
}
