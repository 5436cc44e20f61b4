import type { NodeOrdinal } from '../../core/units.js';
import { timerListsOf } from '../../heap/graph/index.js';
import { type HeapFacts, NATIVE_CONTEXT } from './heap-facts.js';
import { moduleName } from '../trace/module-name.js';
import type { Seed } from './search-paths.js';
import type { Word } from '../trace/signature-words.js';

/** A node that is known to stay alive and has a name familiar to users; traces begin there. */
export interface Anchor {
  readonly node: NodeOrdinal;
  readonly word: Word;
  /** Distinguishes it from others with the same word in a signature; empty if nothing does. */
  readonly name: string;
  /** The text in a trace. */
  readonly text: string;
  /** The expression for it in code; omitted if references name themselves. */
  readonly expression?: string;
  /** The reason why it is expected to be alive. */
  readonly reason: string;
}

/** Level of the heap's own root, which is the seed for everything that no anchor reaches. */
const ROOT_LEVEL = 1;

/** What is known of a heap's nodes besides the heap. */
export interface AnchorTests {
  readonly isSuspect: (node: NodeOrdinal) => boolean;
  /** Whether a node existed before the first cycle. */
  readonly isOld: (node: NodeOrdinal) => boolean;
}

/** Finds the anchors of a heap: modules by URL first, then the global object, `process`, and Node's own lists. */
export function findAnchors(facts: HeapFacts, { isSuspect, isOld }: AnchorTests): Anchor[] {
  const isKept = keptRealms(facts, isOld);
  const scopes = facts.topContexts.filter((node) => isKept(realmOf(facts, node)));
  const anchors = [
    ...modules(facts, scopes),
    ...facts
      .nodesNamed(NATIVE_CONTEXT)
      .filter(isKept)
      .flatMap((node) => globals(facts, node)),
    ...processes(facts),
    ...timers(facts),
    ...lists(facts),
    ...nodeScripts(facts, scopes),
  ].filter(({ node }) => !isSuspect(node));
  return [...new Map(anchors.toReversed().map((anchor) => [anchor.node, anchor])).values()].toReversed();
}

/** Returns the seeds of a search: all anchors, then the root. */
export function seedsOf(facts: HeapFacts, anchors: readonly Anchor[]): Seed[] {
  return [
    ...anchors.map(({ node, word }) => ({ node, level: word === 'node' ? ROOT_LEVEL : 0 })),
    { node: facts.heap.root, level: ROOT_LEVEL },
  ];
}

/**
 * Returns a test for the native contexts that stay: those to which a root refers, because they are Node's own or run at
 * present, and those that were there before the first cycle. Another one, such as a context of `node:vm`, is collected
 * like any object.
 */
function keptRealms(
  { heap }: HeapFacts,
  isOld: (node: NodeOrdinal) => boolean,
): (realm: NodeOrdinal | undefined) => boolean {
  const known = new Map<NodeOrdinal, boolean>();
  return (realm) => {
    // Nothing is known of a scope whose realm the heap does not show.
    if (realm === undefined) return true;
    const isKept =
      known.get(realm) ??
      (isOld(realm) ||
        heap.retainers(realm).some(({ from, weak }) => !weak && heap.type(from) === 'synthetic'));
    known.set(realm, isKept);
    return isKept;
  };
}

/** Returns the native context below which the scope of a module or script is. */
function realmOf({ heap }: HeapFacts, scope: NodeOrdinal): NodeOrdinal | undefined {
  const around = heap.property(scope, 'previous', 'internal');
  return around !== undefined && heap.name(around) === NATIVE_CONTEXT ? around : undefined;
}

/**
 * Returns the private variables of Node's own scripts, as anchors for objects without a retainer nearer to the user.
 */
function nodeScripts(facts: HeapFacts, scopes: readonly NodeOrdinal[]): Anchor[] {
  return scopes
    .filter((node) => facts.origin(node) === 'node')
    .map((node) => ({ node, url: facts.contextUrl(node) ?? '' }))
    .toSorted((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0))
    .map(({ node, url }) => ({
      node,
      word: 'node',
      name: '',
      text: url,
      reason: 'a built-in script of Node always stays',
    }));
}

function modules(facts: HeapFacts, scopes: readonly NodeOrdinal[]): Anchor[] {
  const { heap } = facts;
  const found: { node: NodeOrdinal; url: string }[] = [];
  for (const node of scopes) {
    const url = facts.contextUrl(node);
    if (facts.origin(node) === 'user' && url !== undefined) found.push({ node, url });
  }
  for (const wrap of heap.instances('ModuleWrap')) {
    const url = textAt(facts, wrap, 'url');
    const record = [...heap.edges(wrap)].find(({ to }) => heap.name(to) === 'system / SourceTextModule');
    if (record !== undefined && url !== undefined && facts.isUserUrl(url))
      found.push({ node: record.to, url });
  }
  for (const node of heap.instances('Module')) {
    const url = textAt(facts, node, 'filename');
    if (facts.origin(node) === 'node' && url !== undefined && facts.isUserUrl(url)) found.push({ node, url });
  }
  return found
    .toSorted((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0))
    .map(({ node, url }) => ({
      node,
      word: 'module',
      name: moduleName(url),
      text: `module ${url}`,
      reason: 'a module stays loaded until the program ends',
    }));
}

function globals({ heap }: HeapFacts, realm: NodeOrdinal): Anchor[] {
  const nodes: NodeOrdinal[] = [];
  for (const name of ['global_object', 'extension', 'global_proxy_object']) {
    const to = heap.property(realm, name, 'internal');
    if (to !== undefined && heap.type(to) === 'object') nodes.push(to);
  }
  return nodes.map((node) => ({
    node,
    word: 'global',
    name: '',
    text: 'globalThis',
    reason: 'the global object is never collected',
  }));
}

function processes(facts: HeapFacts): Anchor[] {
  return facts.heap
    .instances('process')
    .filter((node) => facts.heap.property(node, '_events') !== undefined)
    .map((node) => ({
      node,
      word: 'process',
      name: '',
      text: 'process',
      reason: 'the process object is never collected',
    }));
}

function timers({ heap }: HeapFacts): Anchor[] {
  return timerListsOf(heap).map(({ list, durationMs }) => {
    const text = durationMs === undefined ? 'pending timers' : `pending timers of ${durationMs} ms`;
    return {
      node: list,
      word: 'timer',
      name: '',
      text,
      reason: 'the event loop retains them until they fire or are cleared',
    };
  });
}

/** Node's own lists, by the private variable that refers to them and the property below it. */
const LISTS: readonly {
  variable: string;
  property?: string;
  word: Word;
  text: string;
  expression?: string;
  reason: string;
}[] = [
  {
    variable: 'active_hooks',
    property: 'array',
    word: 'async hook',
    text: 'enabled async hooks',
    expression: 'hooks',
    reason: 'Node retains them until they are disabled',
  },
  {
    variable: 'storageList',
    word: 'async store',
    text: 'AsyncLocalStorages in use',
    expression: 'storages',
    reason: 'Node retains them until they are disabled',
  },
  {
    variable: 'immediateQueue',
    word: 'immediate',
    text: 'pending immediates',
    reason: 'the event loop retains them until they have run, in its next iteration',
  },
];

function lists(facts: HeapFacts): Anchor[] {
  const { heap } = facts;
  return LISTS.flatMap(({ variable, property, word, text, expression = '', reason }) =>
    facts
      .nodeVariables(variable)
      .map((node) => (property === undefined ? node : heap.property(node, property)))
      .filter((node) => node !== undefined)
      .map((node) => ({
        node,
        word,
        name: '',
        text,
        expression,
        reason,
      })),
  );
}

function textAt({ heap }: HeapFacts, node: NodeOrdinal, property: string): string | undefined {
  const text = heap.property(node, property);
  return text !== undefined && heap.type(text) === 'string' ? heap.name(text) : undefined;
}
