import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector, ReferenceMeaning } from '../inspector.js';
import { startsWith } from './hops.js';

/** Stores of `AsyncLocalStorage` in everything that was started with them, and enabled async hooks. */
export const asyncContext: Inspector = {
  name: 'async context',
  describe: (node, heap) => {
    if (heap.type(node) !== 'object') return undefined;
    if (heap.name(node) === 'AsyncHook') return { label: 'async hook', word: 'async hook' };
    return STORES.has(heap.name(node)) ? { word: 'async store' } : undefined;
  },
  refer: (hops, heap) => resourceStore(hops) ?? frame(hops, heap) ?? hookFunction(hops, heap),
};

const STORES = new Set(['AsyncContextFrame', 'AsyncLocalStorage']);

/** Whether a reference leads to the store of an `AsyncLocalStorage`, from what was started with it. */
export function isStoreReference({ type, name }: Pick<Hop, 'type' | 'name'>): boolean {
  return type === 'property' && /^<symbol k(ResourceStore|AsyncContextFrame)>$/.test(String(name));
}

/** Up to Node 22, a property of the resource holds the store. */
function resourceStore(hops: readonly Hop[]): ReferenceMeaning | undefined {
  if (!startsWith(hops, ['property', '<symbol kResourceStore>'])) return undefined;
  return { hops: 1, text: 'store of an AsyncLocalStorage', word: 'async store' };
}

/** From Node 24 on, the store is in a map by AsyncLocalStorage, to which the resource refers. */
function frame(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const before = startsWith(hops, ['property', '<symbol kAsyncContextFrame>']) ? 1 : 0;
  const first = hops[before];
  if (first === undefined || heap.name(first.from) !== 'AsyncContextFrame') return undefined;
  if (!startsWith(hops.slice(before, before + 2), ['internal', 'table'], ['internal', /^\d+$/]))
    return undefined;
  return { hops: before + 2, text: 'store of an AsyncLocalStorage', word: 'async store' };
}

function hookFunction(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first?.type !== 'property' || heap.name(first.from) !== 'AsyncHook') return undefined;
  const name = /^<symbol (\w+)>$/.exec(String(first.name))?.[1];
  return name === undefined ? undefined : { hops: 1, text: `${name} hook`, word: 'async hook' };
}
