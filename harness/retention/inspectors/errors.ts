import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector } from '../inspector.js';
import { countWhile } from './hops.js';

/** Errors: the frames of a stack that has not been read yet. */
export const errors: Inspector = {
  name: 'errors',
  refer: (hops, heap) => {
    const [first] = hops;
    if (first === undefined || !isRawStack(first, heap)) return undefined;
    const inside = countWhile(hops, ({ to }) => isFrame(to, heap));
    return { hops: Math.min(inside + 1, hops.length), text: ' (a frame of its unread stack)' };
  },
};

/**
 * Whether a hop leads to an error's raw stack. V8 keeps it under a private symbol without a name, as an array that is
 * not a JavaScript value: of `CallSiteInfo` up to V8 13, of functions and receivers themselves in V8 14.
 */
export function isRawStack({ type, name, to }: Hop, heap: HeapGraph): boolean {
  return type === 'property' && name === '<symbol>' && isFrame(to, heap);
}

const FRAME_NAMES = new Set(['system / CallSiteInfo', 'system / ErrorStackData']);

/** Whether a node may be a raw stack, or a frame of one. */
export function isFrame(node: Hop['to'], heap: HeapGraph): boolean {
  const type = heap.type(node);
  return type === 'array' || (type !== 'object' && type !== 'closure' && FRAME_NAMES.has(heap.name(node)));
}
