import type { Inspector } from '../inspector.js';

/** V8's name for a proxy. */
export const PROXY = 'system / JSProxy';

/** Slots of a proxy, by the numbers that V8 gives them. */
const SLOTS: ReadonlyMap<string, 'target' | 'handler'> = new Map([
  ['1', 'target'],
  ['2', 'handler'],
]);

/** Proxies: members of the target are written as members of the proxy. */
export const proxies: Inspector = {
  name: 'proxies',
  refer: ([hop], heap) => {
    if (hop === undefined || heap.name(hop.from) !== PROXY) return undefined;
    const slot = SLOTS.get(String(hop.name));
    if (slot === undefined || (hop.type !== 'hidden' && hop.type !== 'internal')) return undefined;
    return { hops: 1, before: `${slot} of the proxy `, text: '', transparent: slot === 'target' };
  },
};
