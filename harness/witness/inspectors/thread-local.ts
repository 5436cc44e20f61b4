import type { Inspector } from '../inspector.js';

/** Entries of thread-local tables, by the subject's snapshot names. */
export const threadLocal: Inspector = {
  name: 'thread-local',
  describe: (node, heap) => {
    if (heap.type(node) !== 'object' || heap.name(node) !== 'Entry') return undefined;
    const inTable = heap.property(node, 'value') !== undefined;
    if (!inTable) return undefined;
    const isStale = heap.property(node, 'target', 'weak') === undefined;
    return isStale
      ? {
          label: 'stale Entry',
          reason: 'its ThreadLocal was collected; its value stays until the slot is cleaned',
        }
      : { label: 'live Entry' };
  },
};
