import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { GLOBAL_HANDLES, isHandle, OWNERS } from '../search/handle-owners.js';
import type { Hop, Inspector, ReferenceMeaning } from '../inspector.js';
import type { Word } from '../trace/signature-words.js';

const WORDS: Readonly<Record<string, Word>> = {
  Worker: 'worker',
  MessagePort: 'worker',
  MessageChannel: 'worker',
  BroadcastChannel: 'worker',
  FinalizationRegistry: 'finalizer',
  Socket: 'handle',
  Server: 'handle',
  TCP: 'handle',
  Pipe: 'handle',
  TTY: 'handle',
  FSWatcher: 'handle',
  ChildProcess: 'handle',
};

/** Objects that represent something outside the heap: workers, ports, sockets, servers. */
export const handles: Inspector = {
  name: 'handles',
  describe: (node, heap) => {
    const name = heap.type(node) === 'object' ? heap.name(node) : '';
    if (hasObjectUrl(node, heap)) return { label: 'URL.revokeObjectURL() was not called', word: 'handle' };
    const word = Object.hasOwn(WORDS, name) ? WORDS[name] : isHandle(heap, node) ? 'handle' : undefined;
    return word === undefined ? undefined : { word };
  },
  refer: (hops, heap) => nativeHandle(hops, heap) ?? owner(hops, heap),
};

/** Handles the reference from a C++ object to the object by which users know it, if there is one on the path. */
function nativeHandle(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [hop, next] = hops;
  if (hop === undefined || !isNativeReference(hop, heap)) return undefined;
  const isOwned = next !== undefined && isOwnerReference(next, heap);
  const text = hasObjectUrl(hop.to, heap) ? 'object of URL.createObjectURL()' : "native handle's object";
  return { hops: isOwned ? 2 : 1, text };
}

/** Whether a blob, or more precisely its handle, is in Node's registry of object URLs. */
function hasObjectUrl(node: NodeOrdinal, heap: HeapGraph): boolean {
  if (heap.type(node) !== 'object' || heap.name(node) !== 'Blob') return false;
  const native = heap.property(node, 'javascript_to_native', 'internal');
  return native !== undefined && heap.retainers(native).some(({ from }) => heap.name(from) === OBJECT_URL);
}

/** Node's name for an entry of that registry. */
const OBJECT_URL = 'Node / StoredDataObject';

function owner(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [hop] = hops;
  return hop !== undefined && isOwnerReference(hop, heap)
    ? { hops: 1, text: "handle's owner", word: 'handle' }
    : undefined;
}

function isNativeReference({ type, name, from, to }: Hop, heap: HeapGraph): boolean {
  if (type !== 'internal') return false;
  return name === 'native_to_javascript' || (heap.name(from) === GLOBAL_HANDLES && isHandle(heap, to));
}

function isOwnerReference({ type, name, from }: Hop, heap: HeapGraph): boolean {
  return type === 'property' && OWNERS.has(name) && isHandle(heap, from);
}
