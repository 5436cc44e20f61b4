import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector } from '../inspector.js';

/** V8's name for a proxy. */
const PROXY = 'system / JSProxy';

/** The slots of a proxy, in V8's order. */
const SLOTS = ['target', 'handler'] as const;

/** Proxies: members of the target are written as members of the proxy. */
export const proxies: Inspector = {
  name: 'proxies',
  refer: ([hop], heap) => {
    const slot = hop === undefined ? undefined : slotOf(hop, heap);
    if (slot === undefined) return undefined;
    return { hops: 1, before: `${slot} of the proxy `, text: '', transparent: slot === 'target' };
  },
};

/**
 * Returns the slot of a proxy at which a reference starts. V8 numbers the slots that contain a reference, first that of
 * an empty store: a proxy that is a member of a Set, or a key, has its hash in that slot, which is a number.
 */
function slotOf({ from, name, type }: Hop, heap: HeapGraph): (typeof SLOTS)[number] | undefined {
  if (heap.name(from) !== PROXY || !isNumbered(type)) return undefined;
  const hasHash = [...heap.edges(from)].some(
    (edge) => isNumbered(edge.type) && String(edge.name) === '0' && heap.type(edge.to) !== 'array',
  );
  return SLOTS[Number(name) - (hasHash ? 0 : 1)];
}

function isNumbered(type: string): boolean {
  return type === 'hidden' || type === 'internal';
}
