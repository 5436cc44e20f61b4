/** The closed list of words for parts that user code does not name: roots, and sequences of nodes of Node and V8. */
export const WORDS = [
  'module',
  'global',
  'process',
  'timer',
  'immediate',
  'async hook',
  'async store',
  'listener',
  'abort signal',
  'promise',
  'suspended function',
  'stream',
  'worker',
  'handle',
  'finalizer',
  'stack',
  'harness',
  'node',
  'native',
] as const;

export type Word = (typeof WORDS)[number];
