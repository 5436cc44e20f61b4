import type { Hop, Inspector, ReferenceMeaning } from '../inspector.js';
import { startsWith } from './hops.js';

const STATES = new Set(['ReadableState', 'WritableState', 'BufferList', 'TransformState']);

/** Streams: the chunks in their buffers. */
export const streams: Inspector = {
  name: 'streams',
  describe: (node, heap) =>
    heap.type(node) === 'object' && STATES.has(heap.name(node)) ? { word: 'stream' } : undefined,
  refer: (hops) => buffered(hops),
};

function buffered(hops: readonly Hop[]): ReferenceMeaning | undefined {
  const [, second, third] = hops;
  if (!startsWith(hops, ['property', /^_(readable|writable)State$/])) return undefined;
  if (second?.type !== 'property' || !/^(buffer|buffered|<symbol kBuffered\w*>)$/.test(String(second.name)))
    return undefined;
  return third?.type === 'element'
    ? { hops: 3, text: `buffered chunk [${third.name}]`, word: 'stream' }
    : { hops: 2, text: 'buffer', word: 'stream' };
}
