import { CHAIN, TEXT } from './details.js';
import type { Explanation, LeakFacts, LeakKind, LeakKindId } from './leak-kind.js';

/** The same, with its explanation in English. */
export function explained(facts: LeakFacts): LeakKind {
  return { ...facts, ...EXPLANATIONS[facts.id](facts) };
}

/** Why each kind leaks and what mends it, in English. */
const EXPLANATIONS: Readonly<Record<LeakKindId, (facts: LeakFacts) => Explanation>> = {
  listener: ({ holder, held, detail }) => ({
    why: `${nameOr(holder, 'The emitter')} keeps every listener${detail === null ? '' : ` of ${code(`"${detail}"`)}`}, and all that the listener uses, until it is taken off.`,
    mend: `Take ${code(held)} off when its work is done (off(), removeEventListener(), a signal or { once: true }), or add it once only.`,
  }),
  timer: ({ detail, milliseconds }) => ({
    why: `The event loop holds a pending timer, with its callback and all that this uses, until it is due or cleared: ${detail === null ? 'this one' : code(detail)}${milliseconds === null ? '' : ` of ${milliseconds} ms`} is neither.`,
    mend: `Keep what ${code(detail ?? 'setTimeout()')} returns, and clear it when what it works for is done; unref() does not free it.`,
  }),
  'async-store': ({ detail }) => ({
    why: `Whatever is started inside of an AsyncLocalStorage's run()${detail === null ? '' : ` (here ${code(detail)})`} holds the store for as long as it lives itself.`,
    mend: 'End it with the request (clear the timer, settle the promise), or start it outside of run(), for which there is exit().',
  }),
  'promise-chain': ({ holder }) => ({
    why: `${nameOr(holder, 'The promise')} does not settle, and until it does a promise keeps all that wait for it by then() or await, with what they use.`,
    mend: 'See to it that it settles, or is rejected after a time (AbortSignal.timeout()), or let those that wait wait for something that ends.',
  }),
  'promise-race': ({ holder }) => ({
    why: `Promise.race(), like then(resolve, reject), leaves a reaction with every promise that it waits for: ${nameOr(holder, 'one of these')} does not settle, so it keeps what is left of each race.`,
    mend: 'Do not race against a promise that lives longer than the race: make one for each race and settle it in the end, or use a listener and take it off.',
  }),
  'closure-list': ({ holder, held }) => ({
    why: `Nothing takes ${code(held)} out of ${nameOr(holder, 'the list')} again, and a function keeps all variables that it, or a function beside it, uses.`,
    mend: 'Take the function out when its owner is done: let what adds it return a function that removes it, and call that.',
  }),
  'growing-map': ({ holder, places }) => ({
    why:
      longer(holder, places, 'map') ??
      `${nameOr(holder, 'The map')} holds its keys and values, and nothing deletes an entry whose key is done with.`,
    mend: 'Delete the entry when its work is done; where keys are objects, a WeakMap lets entries go with them.',
  }),
  'growing-set': ({ holder, places }) => ({
    why:
      longer(holder, places, 'set') ??
      `${nameOr(holder, 'The set')} holds each member until it is deleted, and nothing deletes it.`,
    mend: 'Delete the member when it is done with; where members are objects, a WeakSet lets them go.',
  }),
  'growing-array': ({ holder, places }) => ({
    why:
      longer(holder, places, 'list') ??
      `${nameOr(holder, 'The list')} gets longer with the iterations, and nothing takes elements out of it.`,
    mend:
      places === null
        ? 'Take elements out when they are done with (splice(), shift(), length = 0), or keep no more than the last ones.'
        : 'Take elements out (splice(), shift(), length = 0): one that is set to null, or deleted, keeps its place.',
  }),
  'growing-object': ({ holder, places }) => ({
    why:
      longer(holder, places, 'object') ??
      `${nameOr(holder, 'The object')} is used as a table: each new key adds a property, and nothing deletes one.`,
    mend: 'Delete the property when its work is done, or use a Map with a bound on its size.',
  }),
  'unbounded-cache': ({ holder, places }) => ({
    why:
      longer(holder, places, 'map') ??
      `${nameOr(holder, 'The map')} keeps what it is given under each new key and nothing takes an entry out: a cache without a bound.`,
    mend: 'Bound it, by size or by age, or delete the entry when its work is done.',
  }),
  'module-registry': () => ({
    why: 'Node keeps each module that was loaded for as long as the program runs, and here one is loaded again and again, as another one each time (a new query, a cleared require.cache).',
    mend: 'Load it once and call what it exports, or load it in a worker that ends.',
  }),
  'stale-entry': ({ holder }) => ({
    why: `The ThreadLocal was collected, but ${nameOr(holder, 'the table of its thread')} keeps the value until some later call happens to clean the slot, and the thread lives on.`,
    mend: 'Call remove() in a finally block when the work is done, and keep a ThreadLocal in a constant instead of making one for each call.',
  }),
  'value-refers-to-key': ({ holder }) => ({
    why: `${nameOr(holder, 'The table')} holds the key weakly and the value strongly, but this value refers to its own key: so the key is never collected, and the entry never cleaned.`,
    mend: 'Let the value do without its ThreadLocal (hand it over where it is needed), or call remove() in a finally block.',
  }),
  'unclosed-handle': ({ held, detail }) => ({
    why:
      detail === 'counted'
        ? `More and more are open of what Node counts as ${code(held)}: each stays until it is closed, whether or not anything refers to it.`
        : `Node holds ${code(held)} until it is closed, because something outside of the heap is still open: a socket, server, port, watcher or file.`,
    mend: 'Close it in a finally block (close(), destroy(), await using), on the way of an error too.',
  }),
  'running-worker': ({ held }) => ({
    why: `${code(held)} was started and still runs: a worker or child process keeps its own memory, and its handle here, until it ends.`,
    mend: 'Await terminate() or kill() it when its work is done, or let a fixed number of them share the work.',
  }),
  'native-memory': () => ({
    why: "These bytes lie outside of V8's heap (buffers, native objects) and go only with the object that owns them.",
    mend: 'Look for who keeps buffers or native objects, and close or drop them when they are done with.',
  }),
  'sliced-string': ({ holder }) => ({
    why: `V8 keeps a piece of a text as a reference into the whole text, so each piece in ${nameOr(holder, 'the list')} holds all of it.`,
    mend: 'Copy the piece before it is kept, for example with Buffer.from(piece).toString(), and bound what keeps it.',
  }),
  'error-stack': () => ({
    why: 'An Error whose stack was never read keeps the functions and receivers of its frames, and so all that these use.',
    mend: 'Read error.stack once where errors are kept, or keep its message and stack as texts.',
  }),
  'made-per-call': ({ held }) => ({
    why: `Each call makes a ${code(held)} of its own: a class or function made anew comes with its own code, prototype and hidden classes, and what is kept keeps these too.`,
    mend: 'Make it once, outside of the call, and give it what differs as arguments.',
  }),
  other: (facts) => (OTHERS.get(facts.detail) ?? outlives)(facts),
};

/** What has no kind of its own, but a structure. */
const OTHERS: ReadonlyMap<string | null, (facts: LeakFacts) => Explanation> = new Map([
  [
    CHAIN,
    ({ held }: LeakFacts): Explanation => ({
      why: `Each ${code(held)} is held by another one, so all of them live for as long as the one that something holds: the chain gets longer, whatever holds its end.`,
      mend: 'Cut the reference from one to the other when it is no longer needed, or keep what is needed of it as a value.',
    }),
  ],
  [
    TEXT,
    ({ holder }: LeakFacts): Explanation => ({
      why: `${nameOr(holder, 'This text')} is replaced by a longer text again and again, and nothing makes it shorter.`,
      mend: 'Write the text out, or drop its beginning, when it has a certain length.',
    }),
  ],
]);

function outlives({ holder }: LeakFacts): Explanation {
  return {
    why: `${nameOr(holder, 'What holds it')} lives longer than it, and nothing cuts the underlined reference when the work is done.`,
    mend: 'Set that reference to undefined, or let its owner go, when the work is done.',
  };
}

function nameOr(holder: string | null, otherwise: string): string {
  return holder === null ? otherwise : code(holder);
}

function longer(holder: string | null, places: number | null, noun: string): string | undefined {
  if (places === null) return undefined;
  const named = holder === null ? '' : `, ${code(holder)},`;
  return `This ${noun}${named} is ${places.toLocaleString('en')} places longer; no new object is in it.`;
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
