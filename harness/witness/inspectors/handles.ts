import type { Inspector } from '../inspector.js';
import type { Word } from '../words.js';

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

/** What stands for something outside the heap: workers, ports, sockets, servers. */
export const handles: Inspector = {
  name: 'handles',
  describe: (node, heap) => {
    const name = heap.type(node) === 'object' ? heap.name(node) : '';
    const word = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
    return word === undefined ? undefined : { word };
  },
  refer: ([hop]) =>
    hop?.type === 'internal' && hop.name === 'native_to_javascript'
      ? { hops: 1, text: "native handle's object" }
      : undefined,
};
