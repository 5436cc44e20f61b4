/** A pool of connections that grows, and what its classes mean. */
import type { Inspector } from 'heapwitness';
import { endBriefly } from '../brief-check.js';

class ConnectionPool {
  readonly byPeer: Map<string, Connection> = new Map();
}

class Connection {
  readonly peer: string;

  constructor(peer: string) {
    this.peer = peer;
  }
}

const pool = new ConnectionPool();

export function iteration({ index }: { index: number }): void {
  const peer = `10.0.0.${index}`;
  pool.byPeer.set(peer, new Connection(peer));
  endBriefly(index);
}

export const inspectors: readonly Inspector[] = [
  {
    name: 'connections',
    describe: (node, heap) =>
      heap.name(node) === 'ConnectionPool'
        ? { label: 'our only pool', status: 'no', reason: 'a singleton by design' }
        : undefined,
    refer: ([hop]) => (hop?.name === 'byPeer' ? { hops: 1, text: '.peers', name: 'peers' } : undefined),
  },
];
