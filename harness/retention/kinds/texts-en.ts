import { CHAIN, CHUNKS, DELETIONS, FINALIZER, NEW_OBJECTS, TEXT, WASM_TABLE } from './details.js';
import type { Explanation, LeakFacts, LeakKind, LeakKindId } from './leak-kind.js';

/** Adds the explanation in English to a kind. */
export function explained(facts: LeakFacts): LeakKind {
  return { ...facts, ...EXPLANATIONS[facts.id](facts) };
}

/** Why each kind leaks and how to fix it, in English. */
const EXPLANATIONS: Readonly<Record<LeakKindId, (facts: LeakFacts) => Explanation>> = {
  listener: ({ holder, held, detail }) => ({
    why: `${nameOr(holder, 'The emitter')} retains every listener${detail === null ? '' : ` of ${code(`"${detail}"`)}`}, and everything that the listener uses, until it is removed.`,
    mend: `Remove ${code(held)} when its work is done (off() or removeEventListener() with the same function, or a signal; { once: true } removes it only after the event), or add it only once.`,
  }),
  'node-listener': ({ holder, held, detail }) => ({
    why: `Node itself adds a listener${detail === null ? '' : ` of ${code(`"${detail}"`)}`} to ${nameOr(holder, 'the emitter')} for each ${code(held)}, and removes it only when the work of that one ends.`,
    mend: `End each ${code(held)} when it is no longer needed (close(), destroy(), unpipe() or an aborted signal), which removes the listener, or create it only once.`,
  }),
  'awaited-event': ({ holder, held, detail }) => ({
    why: `\`events.once()\` and \`events.on()\` listen to ${nameOr(holder, 'the emitter')} for ${detail === null ? 'an event' : code(`"${detail}"`)} and for errors, and remove their listeners only after the event, after an error, when the loop is left, or when a signal aborts. Until then the listeners retain what waits, here ${code(held)}.`,
    mend: `Give \`events.once()\` or \`events.on()\` a signal, and abort it when ${code(held)} need not wait any longer (AbortSignal.timeout() aborts by itself), leave the loop over \`events.on()\`, or make sure that the event is emitted.`,
  }),
  'piped-stream': ({ holder, held }) => ({
    why: `${nameOr(holder, 'The stream')} retains every ${code(held)} that it is piped to, until unpipe() is called or ${nameOr(holder, 'it')} itself ends.`,
    mend: `Call unpipe() when the ${code(held)} has what it needs, or pipe into it only once.`,
  }),
  'unread-branch': ({ holder, detail }) => ({
    why: `\`tee()\` splits a ReadableStream into two branches, and a chunk that one branch has read stays in the queue of the other until that one reads it, too, or is cancelled. ${detail === CHUNKS ? `Nothing reads ${nameOr(holder, 'the other branch')}.` : `Here ${nameOr(holder, 'an object that outlives them')} retains branches that nothing reads.`}`,
    mend: `Read both branches to the end, or call cancel() on the one that is not needed${detail === CHUNKS ? '' : ', and do not keep it'}. If there is only one reader, do not call tee().`,
  }),
  timer: ({ detail, milliseconds }) => ({
    why: `The event loop retains a pending timer, its callback and everything that the callback uses, until the timer has fired or is cleared: ${detail === null ? 'this one' : code(detail)}${milliseconds === null ? '' : ` of ${milliseconds} ms`} is still pending.`,
    mend: `Keep what ${code(detail ?? 'setTimeout()')} returns, and clear it when its work is no longer needed; unref() does not release it.`,
  }),
  'async-store': ({ detail }) => ({
    why: `Everything that is started inside run() of an AsyncLocalStorage${detail === null ? '' : ` (here ${code(detail)})`} retains the store for as long as it lives.`,
    mend: 'End it with the request (clear the timer, settle the promise), or start it outside run(), for example with exit().',
  }),
  'promise-chain': ({ holder }) => ({
    why: `${nameOr(holder, 'The promise')} does not settle, and a pending promise retains everything that waits for it by then() or await.`,
    mend: 'Make sure that it settles, or is rejected after a timeout (AbortSignal.timeout()), or wait for a promise that settles.',
  }),
  'promise-race': ({ holder }) => ({
    why: `Promise.race(), like then(resolve, reject), adds a reaction to every promise that it waits for: ${nameOr(holder, 'one of these')} does not settle, so it retains the reactions of every race.`,
    mend: 'Do not race against a promise that outlives the race: create one for each race and settle it at the end, or use a listener and remove it.',
  }),
  'closure-list': ({ holder, held }) => ({
    why: `${code(held)} was not removed from ${nameOr(holder, 'the list')}, and a function retains all variables of its scope that it, or another function of that scope, uses.`,
    mend: 'Remove the function when its owner is done: let the code that adds it return a function that removes it, and call that.',
  }),
  'growing-map': (facts) => ({
    why:
      longer(facts, 'map') ??
      `${nameOr(facts.holder, 'The map')} retains its keys and values until an entry is deleted${notDeleted(facts, 'entries')}.`,
    mend:
      undeleted(facts) ??
      'Delete the entry when it is no longer needed. If the keys are objects, use a WeakMap, which releases an entry with its key.',
  }),
  'growing-set': (facts) => ({
    why:
      longer(facts, 'set') ??
      `${nameOr(facts.holder, 'The set')} retains each member until it is deleted${notDeleted(facts, 'members')}.`,
    mend:
      undeleted(facts) ??
      'Delete the member when it is no longer needed. If the members are objects, use a WeakSet, which does not retain them.',
  }),
  'growing-array': (facts) => ({
    why:
      longer(facts, 'list') ??
      `${nameOr(facts.holder, 'The list')} retains its elements until they are removed, and these were not removed.`,
    mend:
      facts.places === null || facts.detail === NEW_OBJECTS
        ? 'Remove elements that are no longer needed (splice(), shift(), length = 0), or keep only the most recent ones.'
        : 'Remove elements (splice(), shift(), length = 0): an element that is set to null or deleted still takes a slot.',
  }),
  'growing-object': (facts) => ({
    why:
      longer(facts, 'object') ??
      `${nameOr(facts.holder, 'The object')} is used as a table: each new key adds a property, and these were not deleted.`,
    mend: 'Delete the property when it is no longer needed, or use a Map with a size limit.',
  }),
  'unbounded-cache': (facts) => ({
    why:
      longer(facts, 'map') ??
      `${nameOr(facts.holder, 'The map')} keeps an entry for each new key until it is deleted${facts.detail === DELETIONS ? notDeleted(facts, 'entries') : ', and these were not deleted: a cache needs a limit'}.`,
    mend:
      undeleted(facts) ??
      'Limit it by size or by age, or delete the entry when it is no longer needed. If it has a limit, the run ended before it: run more iterations, or allow its growth.',
  }),
  'node-list': (facts) => (NODE_LISTS.get(facts.detail) ?? inNodeList)(facts),
  'module-registry': () => ({
    why: 'Node keeps every loaded module until the program ends, and here a module is loaded again and again, each time as a new one (a new query string, a cleared require.cache).',
    mend: 'Load it once and call its exports, or load it in a worker that ends.',
  }),
  'stale-entry': ({ holder }) => ({
    why: `The ThreadLocal was collected, but ${nameOr(holder, 'the table of its thread')} retains the value until a later call happens to expunge the slot, and the thread is still alive.`,
    mend: 'Call remove() in a finally block when the work is done, and keep the ThreadLocal in a constant instead of creating one for each call.',
  }),
  'value-refers-to-key': ({ holder, detail }) =>
    detail === FINALIZER
      ? {
          why: `${nameOr(holder, 'The registry')} holds the target weakly and the held value strongly, but this held value refers to its own target, so the target is never collected and the registration never ends.`,
          mend: 'Let the held value contain only what the cleanup needs (an id, a handle, a path), without the target or a function that uses it, or call unregister() with a token when the work is done.',
        }
      : {
          why: `${nameOr(holder, 'The table')} holds the key weakly and the value strongly, but this value refers to its own key, so the key is never collected and the entry is never expunged.`,
          mend: 'Do not let the value refer to its ThreadLocal (pass it to the code that needs it), or call remove() in a finally block.',
        },
  'unclosed-handle': ({ held, detail }) => ({
    why:
      detail === 'counted'
        ? `The number of open resources that Node counts as ${code(held)} keeps growing: each stays open until it is closed, even if nothing refers to it.`
        : `Node retains ${code(held)} until it is closed, because a resource outside the heap is still open: a socket, server, port, watcher or file.`,
    mend: 'Close it in a finally block (close(), destroy()), so that it is also closed after an error.',
  }),
  'running-worker': ({ held, detail }) => ({
    why:
      detail === 'counted'
        ? `The number of resources that are counted as ${code(held)} keeps growing: each of them runs, and keeps its own memory, until it ends.`
        : `${code(held)} was started and is still running: a worker or child process keeps its own memory, and its handle in this process, until it ends.`,
    mend: 'Await terminate(), or call kill(), when its work is done, or share the work among a fixed number of them.',
  }),
  'native-memory': () => ({
    why: "These bytes are outside V8's heap (buffers, native objects) and are freed only with the object that owns them.",
    mend: 'Look for code that keeps buffers or native objects, and close or drop them when they are no longer needed.',
  }),
  'sliced-string': ({ holder }) => ({
    why: `V8 stores a substring as a reference to the whole string, so each substring in ${nameOr(holder, 'the list')} retains the whole string.`,
    mend: 'Copy the substring before it is stored, for example with Buffer.from(piece).toString(), and limit how many are stored.',
  }),
  'error-stack': () => ({
    why: 'An Error whose stack was never read retains the functions and receivers of its frames, and everything that these use.',
    mend: 'Read error.stack once before an error is stored, or store its message and stack as strings, and limit how many are stored.',
  }),
  'made-per-call': ({ held }) => ({
    why: `Each call creates its own ${code(held)}: a class or function that is created again has its own code, prototype and hidden classes, and whatever is kept of it retains these too.`,
    mend: 'Create it once, outside the call, and pass what differs as arguments.',
  }),
  other: (facts) => (OTHERS.get(facts.detail) ?? outlives)(facts),
};

/** Explanations of the kind `node-list`, by its detail. */
const NODE_LISTS: ReadonlyMap<string | null, (facts: LeakFacts) => Explanation> = new Map([
  [
    'async-hook',
    (): Explanation => ({
      why: 'Node retains every async hook that is enabled, and everything that its functions use, until it is disabled.',
      mend: 'Call disable() on what createHook() returns when its work is done, or create and enable it only once.',
    }),
  ],
  [
    'async-storage',
    (): Explanation => ({
      why: 'Node retains every AsyncLocalStorage that is in use, from the first run() or enterWith() until it is disabled.',
      mend: 'Create the AsyncLocalStorage once, outside the call, or call disable() on it when its work is done.',
    }),
  ],
  [
    'performance-observer',
    (): Explanation => ({
      why: 'Node retains every PerformanceObserver that observes something, and everything that its callback uses, until it is disconnected.',
      mend: 'Call disconnect() on the observer when its work is done, or observe only once.',
    }),
  ],
  [
    'abort-signal',
    (): Explanation => ({
      why: '`AbortSignal.any()` registers each signal that it creates with its source signals, and Node retains one that has listeners until a source signal aborts.',
      mend: 'Remove the listeners of the combined signal when the work is done, and combine signals that end with that work: give a long-lived signal to any() only once, or listen to it directly and remove the listener.',
    }),
  ],
  [
    'abort-signal-ref',
    (): Explanation => ({
      why: '`AbortSignal.any()` leaves a WeakRef in each of its source signals, which Node keeps for as long as the source signal, also when the combined signal has been collected.',
      mend: 'Give a long-lived signal to any() only once, or listen to it directly and remove the listener when the work is done.',
    }),
  ],
  [
    'channel',
    (): Explanation => ({
      why: 'A channel of `node:diagnostics_channel` retains every subscriber, and everything that it uses, until it is unsubscribed.',
      mend: 'Call unsubscribe() with the same function when its work is done, or subscribe only once.',
    }),
  ],
]);

function inNodeList({ held }: LeakFacts): Explanation {
  return {
    why: `Node keeps ${code(held)} in a list of its own, until the call that added it is undone or its work ends.`,
    mend: `End each ${code(held)} when it is no longer needed (close(), destroy(), disconnect(), disable(), abort()), or create it only once.`,
  };
}

/** Explanations of the kind `other`, by its detail. */
const OTHERS: ReadonlyMap<string | null, (facts: LeakFacts) => Explanation> = new Map([
  [
    CHAIN,
    ({ holder, held }: LeakFacts): Explanation => ({
      why: `Each ${code(held)} is retained by another one${holder === null ? '' : `, as its ${code(holder)}`}, so all of them stay alive for as long as the end of the chain is reachable, and the chain keeps growing.`,
      mend: `Cut ${nameOr(holder, 'the reference from one to the next')} when it is no longer needed, or store only the values that are needed.`,
    }),
  ],
  [
    FINALIZER,
    ({ holder }: LeakFacts): Explanation => ({
      why: `${nameOr(holder, 'The registry')} retains each held value until its target has been collected, and these targets are still reachable.`,
      mend: 'Release the targets, or call unregister() with a token when the work is done.',
    }),
  ],
  [
    WASM_TABLE,
    ({ holder }: LeakFacts): Explanation => ({
      why: `${nameOr(holder, 'The table')}, a WebAssembly.Table, retains the value of each slot until another one is stored there, and these slots were not cleared.`,
      mend: 'Set a slot to null when its value is no longer needed (set(index, null)), and use it again for the next one: a table cannot shrink.',
    }),
  ],
  [
    TEXT,
    ({ holder }: LeakFacts): Explanation => ({
      why: `${nameOr(holder, 'This string')} is replaced by a longer string again and again, and nothing shortens it.`,
      mend: 'Write the string out, or drop its beginning, when it reaches a certain length.',
    }),
  ],
]);

function outlives({ holder }: LeakFacts): Explanation {
  return {
    why: `${nameOr(holder, 'Its retainer')} outlives it, and nothing cuts the underlined reference when the work is done.`,
    mend: 'Set that reference to undefined, or release its owner, when the work is done.',
  };
}

function nameOr(holder: string | null, otherwise: string): string {
  return holder === null ? otherwise : code(holder);
}

/** Returns the end of a sentence on what is retained until it is deleted. */
function notDeleted({ detail }: LeakFacts, noun: 'entries' | 'members'): string {
  if (detail === DELETIONS) return `: other ${noun} seem to have been deleted, but these were not`;
  return `, and these ${noun} were not deleted`;
}

/** Returns how to fix it if others are deleted. */
function undeleted({ id, detail }: LeakFacts): string | undefined {
  if (detail !== DELETIONS) return undefined;
  const other = id === 'growing-set' ? 'another value than `add()`' : 'another key than `set()`';
  return `Find the path on which \`delete()\` is not called (an error, a timeout, an early return), or is called with ${other}.`;
}

function longer({ holder, places, collections, detail }: LeakFacts, noun: string): string | undefined {
  if (places === null) return undefined;
  const isOne = collections === null || collections === 1;
  const subject = isOne ? `This ${noun}` : `These ${collections.toLocaleString('en')} ${noun}s`;
  const named = holder === null ? '' : isOne ? `, ${code(holder)},` : `, such as ${code(holder)},`;
  const grew = `${isOne ? 'is' : 'are together'} about ${places.toLocaleString('en')} places longer`;
  const rest =
    detail === NEW_OBJECTS
      ? ` and ${isOne ? 'holds' : 'hold'} objects that were allocated during the run and not removed.`
      : ', but none of them holds a new object.';
  return `${subject}${named} ${grew}${rest}`;
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
