import { createHash } from 'node:crypto';
import { VARIOUS } from '../../heap/diff/index.js';
import type { NodeOrdinal } from '../../core/units.js';
import { boundTarget, functionName } from './class-name.js';
import type { HeapFacts } from '../search/heap-facts.js';
import { moduleName } from '../trace/module-name.js';
import type { Step } from '../trace/steps.js';
import type { Word } from '../trace/signature-words.js';

/** One element of a signature. */
export interface Token {
  readonly text: string;
  /**
   * The kind: an anchor; a name or class of the user; a property name that may turn out to be a key; or a word of the
   * closed list.
   */
  readonly kind: 'anchor' | 'own' | 'property' | 'word';
}

/** Priority of words: of several words for one sequence of Node's nodes, the first one in this list is used. */
const PRIORITY: readonly Word[] = [
  'async hook',
  'async store',
  'suspended function',
  'listener',
  'abort signal',
  'timer',
  'immediate',
  'stream',
  'promise',
  'worker',
  'finalizer',
  'handle',
  'process',
  'global',
  'module',
  'stack',
  'harness',
  'node',
  'native',
];

/** Returns the part of a path that is the same in other runs and on other versions of Node. */
export function tokensOf({ facts, generated }: NamedHeap, root: Token, steps: readonly Step[]): Token[] {
  const isGenerated = (node: NodeOrdinal): boolean =>
    generated.has(node) || generated.has(boundTarget(facts.heap, node));
  const tokens = [root];
  for (const [at, step] of steps.entries()) {
    tokens.push(...referenceTokens(facts, step));
    const ofNode = nodeTokens(facts, step, at === steps.length - 1);
    tokens.push(...(isGenerated(step.to) ? ofNode.map(withoutName) : ofNode));
  }
  const folded = foldTokens(oneWordPerStretch(tokens));
  const last = steps.at(-1);
  // If the path contains nothing of the user, only the class distinguishes, for example, an unclosed server from a
  // watcher.
  if (last === undefined || facts.heap.type(last.to) !== 'object') return folded;
  return folded.every(({ kind }) => kind === 'word')
    ? [...folded, { text: isGenerated(last.to) ? VARIOUS : facts.heap.name(last.to), kind: 'own' }]
    : folded;
}

/** The parts of a heap from which tokens are computed. */
interface NamedHeap {
  readonly facts: HeapFacts;
  /** Nodes whose names differ from run to run. */
  readonly generated: ReadonlySet<NodeOrdinal>;
}

function withoutName(token: Token): Token {
  return token.kind === 'own' ? { ...token, text: VARIOUS } : token;
}

/** Returns 16 hexadecimal digits computed from the signature. */
export function fingerprintOf(signature: readonly string[]): string {
  return createHash('sha256').update(signature.join('\n')).digest('hex').slice(0, 16);
}

function referenceTokens(facts: HeapFacts, { reference, hops, from, to }: Step): Token[] {
  const tokens: Token[] = [];
  if (reference.word !== undefined) tokens.push({ text: reference.word, kind: 'word' });
  const named = hops.at(-1)?.from ?? from;
  if (reference.name === undefined || !isOwnName(facts, named, to)) return tokens;
  const isProperty = hops.length === 1 && hops[0]?.type === 'property';
  if (!isProperty) tokens.push({ text: reference.name, kind: 'own' });
  else if (!isKey(facts, from, reference.name)) tokens.push({ text: reference.name, kind: 'property' });
  return tokens;
}

/**
 * Whether a name is the user's: names in Node's objects and scopes are not, except those that users add to `process`
 * and `globalThis`.
 */
function isOwnName(facts: HeapFacts, from: NodeOrdinal, to: NodeOrdinal): boolean {
  if (/^(process$|global\b)/.test(facts.heap.name(from))) return facts.origin(to) !== 'node';
  const origin = facts.origin(from);
  return origin !== 'node' && origin !== 'harness';
}

/**
 * Whether a name can only be a key of data: it belongs to an object that V8 keeps as a dictionary, contains digits, or
 * is not an identifier.
 */
function isKey({ heap }: HeapFacts, from: NodeOrdinal, name: string): boolean {
  if (name.startsWith('#') || name.startsWith('<symbol ')) return false;
  if (!/^[\p{ID_Start}$_]+$/u.test(name)) return true;
  const store = heap.name(from).startsWith('global')
    ? undefined
    : heap.property(from, 'properties', 'internal');
  return store !== undefined && heap.name(store) === '(object properties)';
}

const COLLECTIONS = new Set(['Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Promise']);

/** @param isLast whether this is the last node, which always gets its class as token */
function nodeTokens(facts: HeapFacts, { to, meaning }: Step, isLast: boolean): Token[] {
  const { heap } = facts;
  const type = heap.type(to);
  const origin = facts.origin(boundTarget(heap, to));
  // A user's class may be called `Worker` too; a suspended function of the user is an object of Node's class.
  const isOwnClass = origin === 'user' && meaning.word !== 'suspended function';
  if (meaning.word !== undefined && !isOwnClass) return [{ text: meaning.word, kind: 'word' }];
  if (origin === 'harness') return [{ text: 'harness', kind: 'word' }];
  if (origin === 'node') return [{ text: 'node', kind: 'word' }];
  if (type === 'closure') return [{ text: functionToken(facts, to), kind: 'own' }];
  if (type === 'object' && (isLast || origin === 'user' || COLLECTIONS.has(heap.name(to))))
    return [{ text: heap.name(to), kind: 'own' }];
  if (type.endsWith('string')) return [{ text: '(string)', kind: 'own' }];
  return type === 'native' || type === 'synthetic' ? [{ text: 'native', kind: 'word' }] : [];
}

/** Returns the name of a function; for one without a name, that of its module. */
function functionToken(facts: HeapFacts, closure: NodeOrdinal): string {
  const name = functionName(facts.heap, closure);
  if (name !== '') return `${name}()`;
  const location = facts.heap.location(closure);
  const url = location === undefined ? undefined : facts.scripts.url(location.scriptId);
  return url === undefined ? '()' : `() in ${moduleName(url)}`;
}

/** Keeps the most informative word of each sequence of words; drops `node` after an anchor of Node. */
function oneWordPerStretch(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  let stretch: Token[] = [];
  const flush = (): void => {
    const best = stretch.toSorted((a, b) => rank(a) - rank(b))[0];
    const before = kept.at(-1);
    const says = best !== undefined && best.text !== before?.text;
    if (says && (best.text !== 'node' || before?.kind !== 'anchor')) kept.push(best);
    stretch = [];
  };
  for (const token of tokens) {
    if (token.kind === 'word') {
      stretch.push(token);
      continue;
    }
    flush();
    kept.push(token);
  }
  flush();
  return kept;
}

function rank({ text }: Token): number {
  const at = PRIORITY.findIndex((word) => word === text);
  return at < 0 ? PRIORITY.length : at;
}

const LONGEST_PERIOD = 6;

/** Folds repetitions: `next Node next Node` becomes `next Node`. */
function foldTokens(tokens: readonly Token[]): Token[] {
  const folded: Token[] = [];
  for (const token of tokens) {
    folded.push(token);
    for (let period = 1; period <= LONGEST_PERIOD; period++) {
      const tail = folded.slice(-period);
      const before = folded.slice(-2 * period, -period);
      if (before.length < period || !tail.every(({ text }, at) => text === before[at]?.text)) continue;
      folded.length -= period;
      break;
    }
  }
  return folded;
}
