import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector, NodeMeaning, ReferenceMeaning } from '../inspector.js';
import { type HopPattern, startsWith } from './hops.js';

const STATES = new Set(['ReadableState', 'WritableState', 'BufferList', 'TransformState']);
/** Streams of the web; Node creates its own ones as instances of classes without a public constructor. */
const WEB_STREAMS = new Set([
  'ReadableStream',
  'WritableStream',
  'TransformStream',
  'InternalReadableStream',
  'InternalWritableStream',
]);

/** Streams: the chunks in their buffers. */
export const streams: Inspector = {
  name: 'streams',
  describe: (node, heap) => {
    if (heap.type(node) !== 'object') return undefined;
    return STATES.has(heap.name(node)) ? { word: 'stream' } : webStream(node, heap);
  },
  refer: (hops, heap) => buffered(hops) ?? queued(hops, heap),
};

function webStream(node: NodeOrdinal, heap: HeapGraph): NodeMeaning | undefined {
  if (!WEB_STREAMS.has(heap.name(node)) || heap.property(node, STATE) === undefined) return undefined;
  return { word: 'stream', ...(isTeeBranch(heap, node) ? { label: 'branch of tee()' } : {}) };
}

const STATE = '<symbol kState>';

/** Whether a node is a stream that tee() made of another one, and that was neither read to the end nor cancelled. */
export function isTeeBranch(heap: HeapGraph, node: NodeOrdinal): boolean {
  let at: NodeOrdinal | undefined = node;
  for (const name of [STATE, 'controller', STATE, 'cancelAlgorithm'])
    at = at === undefined ? undefined : heap.property(at, name);
  return at !== undefined && heap.type(at) === 'closure' && /^cancel[12]Algorithm$/.test(heap.name(at));
}

/** Handles the way from a web stream to a chunk that is not read yet; from Node 24 on, the queue is an object. */
function queued(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first] = hops;
  if (first === undefined || !WEB_STREAMS.has(heap.name(first.from)) || !startsWith(hops, ...QUEUE))
    return undefined;
  const at = hops.findIndex(({ type }) => type === 'element');
  const chunk = hops[at];
  if (chunk === undefined || at > QUEUE.length + 1) return undefined;
  const value = hops[at + 1];
  const isWrapped =
    value?.type === 'property' && value.name === 'value' && heap.name(value.from) === 'Object';
  return { hops: at + (isWrapped ? 2 : 1), text: ` (unread chunk [${chunk.name}])`, word: 'stream' };
}

const QUEUE: readonly HopPattern[] = [
  ['property', STATE],
  ['property', 'controller'],
  ['property', STATE],
  ['property', 'queue'],
];

function buffered(hops: readonly Hop[]): ReferenceMeaning | undefined {
  const [, second, third] = hops;
  if (!startsWith(hops, ['property', /^_(readable|writable)State$/])) return undefined;
  if (second?.type !== 'property' || !/^(buffer|buffered|<symbol kBuffered\w*>)$/.test(String(second.name)))
    return undefined;
  return third?.type === 'element'
    ? { hops: 3, text: `buffered chunk [${third.name}]`, word: 'stream' }
    : { hops: 2, text: 'buffer', word: 'stream' };
}
