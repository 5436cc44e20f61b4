/** The closed list of words for what the user has not named: roots, and stretches of Node's and V8's own nodes. */
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
