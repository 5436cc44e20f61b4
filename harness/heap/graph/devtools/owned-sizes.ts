import type { SnapshotColumns } from '../../snapshot/index.js';
import { nameTest } from '../queries/name-test.js';
import { NONE } from '../no-ordinal.js';
import type { ColumnPool } from '../column-pool.js';
import type { ChunkedLoop } from '../chunked-loop.js';
import { DETACHED } from './detachedness.js';
import { hasUserRoots } from './user-roots.js';

/** State of a node while owners are searched. */
const STATE = { ownsItself: 0, noOwner: 1, oneOwner: 2, manyOwners: 3 } as const;

/** Bytes by node or by number: 32 bits if the bytes of the whole heap fit. */
export type Bytes = Uint32Array | Float64Array;

/**
 * Computes shallow sizes as Chrome DevTools shows them: an internal part (an array, a hidden node, an external string's
 * data) that is reached by a single object, directly or through other parts, has size 0; its bytes count with that
 * object.
 *
 * @param detached the known states of native nodes; a detached node gets another name and is not a part
 * @param bytes a column for the answer
 * @param loop runs the long loops
 */
export function moveOwnedSizes(
  columns: SnapshotColumns,
  detached: Uint8Array | undefined,
  pool: ColumnPool,
  bytes: Bytes,
  loop: ChunkedLoop,
): void {
  const { nodeCount, nodeShallowBytes, nodeType, nodeTypes } = columns;
  bytes.set(nodeShallowBytes);
  if (!hasUserRoots(columns)) return;
  const synthetic = nodeTypes.indexOf('synthetic');
  const state = findParts(columns, detached, loop);
  const owners = findOwners(columns, state, pool, loop);
  // All columns have `nodeCount` entries; owners are ordinals. An owner is not a part, so the order does not matter.
  loop(nodeCount, (from, to) => {
    for (let node = from; node < to; node++) {
      if (state[node] !== STATE.oneOwner) continue;
      const owner = owners[node]!;
      if (owner === 0 || nodeType[owner] === synthetic) continue;
      bytes[owner]! += bytes[node]!;
      bytes[node] = 0;
    }
  });
  pool.give(owners);
}

/** Returns one of `STATE` by node: parts have no owner yet, all others own themselves. */
function findParts(
  { nodeCount, nodeType, nodeTypes, nodeName, strings }: SnapshotColumns,
  detached: Uint8Array | undefined,
  loop: ChunkedLoop,
): Uint8Array {
  const isPart = Uint8Array.from(nodeTypes, (type) => (type === 'array' || type === 'hidden' ? 1 : 0));
  const native = nodeTypes.indexOf('native');
  const isExternalData = nameTest(strings, 'system / ExternalStringData');
  const state = new Uint8Array(nodeCount);
  // All columns have `nodeCount` entries; types were checked by the reader.
  loop(nodeCount, (from, to) => {
    for (let node = from; node < to; node++) {
      const type = nodeType[node]!;
      const isData = type === native && detached?.[node] !== DETACHED && isExternalData(nodeName[node]!);
      state[node] = isData ? 1 : isPart[type]!;
    }
  });
  return state;
}

/** Returns the owner by node; valid if the state is `oneOwner`. */
function findOwners(
  columns: SnapshotColumns,
  state: Uint8Array,
  pool: ColumnPool,
  loop: ChunkedLoop,
): Uint32Array {
  const { nodeCount, nodeFirstEdge, edgeTo, edgeType, edgeTypes } = columns;
  const weak = edgeTypes.indexOf('weak');
  const owners = pool.take();
  const open: number[] = [];
  // Assigns the part `target` to `owner` (`NONE` for many owners) and visits it again if its state changes.
  const claim = (target: number, owner: number): void => {
    const known = state[target]!;
    if (known === STATE.noOwner && owner !== NONE) {
      state[target] = STATE.oneOwner;
      owners[target] = owner;
      open.push(target);
    } else if (known !== STATE.manyOwners && !(known === STATE.oneOwner && owners[target] === owner)) {
      state[target] = STATE.manyOwners;
      open.push(target);
    }
  };
  // Indexes are ordinals or edges of this heap.
  const look = (node: number, owner: number): void => {
    const end = nodeFirstEdge[node + 1]!;
    for (let edge = nodeFirstEdge[node]!; edge < end; edge++) {
      const target = edgeTo[edge]!;
      const known = state[target]!;
      if (known === STATE.ownsItself || known === STATE.manyOwners || edgeType[edge] === weak) continue;
      claim(target, owner);
    }
  };
  loop(nodeCount, (from, to) => {
    for (let node = from; node < to; node++) {
      if (state[node] !== STATE.ownsItself) continue;
      look(node, node);
      for (let part = open.pop(); part !== undefined; part = open.pop()) {
        look(part, state[part] === STATE.oneOwner ? owners[part]! : NONE);
      }
    }
  });
  return owners;
}
