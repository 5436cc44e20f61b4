import { plural } from '../../../core/quantities.js';
import type { RequestKind } from '../../../workshop/index.js';
import type { Step } from '../../session/step.js';
import type { LiveTexts } from './texts.js';

const how: Readonly<Record<RequestKind, string>> = {
  'not-removed': 'a new ThreadLocal each, no remove()',
  removed: 'a new ThreadLocal each, remove() in finally',
  'set-null': 'a new ThreadLocal each, set(null) in finally',
  'static-key': 'one static ThreadLocal, no remove()',
};

/** The live pages in English. */
export const liveEnglish: LiveTexts = {
  title: 'A pool of real threads',
  projector: 'Window for the projector',
  language: 'Language',
  story: {
    heading: 'The story',
    place: (at, of) => `${at} of ${of}`,
    back: 'Back',
    next: 'Next',
    act: 'Do it',
    comes: (sentence) => `Next: ${sentence}`,
    scenes: {
      start: {
        say: 'A thread of a pool starts. It lives on after each request, and has no ThreadLocalMap yet.',
        note: 'A thread creates its map with the first set() or get(). Until then there is nothing to see.',
      },
      requests: {
        say: 'Eight requests each store a value under a ThreadLocal of their own, and none calls remove().',
        note: 'Blue is the key, amber the value. Look at the walk: each key has a home slot, seven apart from the one before.',
      },
      guess: {
        say: 'The requests are over, and nothing refers to their ThreadLocals any more. How many keys and values will a garbage collection leave?',
        note: 'Let the room guess, type it in, and only then go on.',
      },
      collect: {
        say: 'After the collection all keys are gone, and all values are still there.',
        note: 'The entry refers to its key weakly and to its value strongly. All eight entries are stale now.',
      },
      'collect-again': {
        say: 'Another collection changes nothing: the thread still holds the values.',
        note: 'Collections cannot help: every value is reachable from a running thread.',
      },
      snapshot: {
        say: 'The chain from the GC root to a value: thread, map, table, entry, value. Every reference in it is strong.',
        note: 'The numbers behind @ are the ids that Chrome DevTools shows for this snapshot.',
      },
      miss: {
        say: 'A get() of a key that is not in the map expunges the stale entries that it meets. So does the set() by which it stores its initial value.',
        note: 'Step through both walks, first that of get(). Its own entry has no value, as in Java.',
      },
      removed: {
        say: 'Eight requests that call remove() in finally leave nothing of their own behind.',
        note: 'One stale entry is left, without a value: that of the get() that missed. Its key was collected.',
      },
      end: {
        say: 'Eight more values were left, and the thread has ended: its map goes, and every value in it. A pool’s thread does not end.',
        note: 'This is why a ThreadLocal leaks in a pool, and not in a thread that serves one request.',
      },
      'static-key': {
        say: 'A static ThreadLocal is never collected: each request replaces the value, and the last one stays.',
        note: 'One value per thread stays: bounded, but the next request can read it.',
      },
      'set-null': {
        say: 'set(null) releases the value but not the entry: the entries stay, and become stale.',
        note: 'Eight entries without a value take up slots. set(null) deletes no entry; remove() does.',
      },
      'own-maps': {
        say: 'Each thread has a map of its own: requests with a static ThreadLocal in another thread leave another value.',
        note: 'What stays is counted per thread: a pool of 200 threads keeps 200 values.',
      },
      'free-play': {
        say: 'remove() in finally is the cure. Now try whatever you want to know.',
        note: 'Click a slot to call get(), set() or remove() of its key. Everything is logged.',
      },
    },
  },
  threads: {
    heading: 'Threads',
    none: 'No thread runs.',
    start: 'Start a thread',
    end: 'End the thread',
    restart: 'Start another one',
    running: 'running',
    ended: 'ended: its map and all values are gone',
    died: (reason) => `died: ${reason}`,
    served: (requests, collections) =>
      `${plural(requests, 'request')} served, ${plural(collections, 'collection')}`,
    select: (name) => `Operate ${name}`,
  },
  requests: {
    heading: 'Requests',
    count: 'How many',
    how,
    send: (count) => `Send ${plural(count, 'request')}`,
  },
  calls: {
    heading: 'Operate',
    collect: 'GC',
    miss: 'A get() that misses',
    removeAll: 'remove() of all live keys',
    snapshot: 'Snapshot',
    onSlot: 'A click on a slot calls',
    slotCall: { get: 'get()', set: 'set(value)', remove: 'remove()' },
    noMap: 'This thread has no ThreadLocalMap.',
  },
  guess: {
    heading: 'The room’s guess',
    keys: 'Keys',
    values: 'Values',
    give: 'Show the guess',
    guessed: 'guessed',
    real: 'real',
    right: 'right',
    wrong: 'wrong',
  },
  counts: {
    keys: (count) => (count === 1 ? 'key' : 'keys'),
    values: (count) => (count === 1 ? 'value' : 'values'),
    staleEntries: (count) => (count === 1 ? 'stale entry' : 'stale entries'),
  },
  slot: (slot, state, key) => `Slot ${slot}: ${state}${key === null ? '' : `, key #${key}`}`,
  slotState: {
    L: 'live',
    l: 'live, without a value',
    S: 'stale',
    s: 'stale, without a value',
    '.': 'empty',
  },
  course: (thread) => `Keys, values and stale entries of ${thread}`,
  walks: (shown, calls) =>
    shown === calls
      ? `Slot by slot: ${plural(calls, 'call')}`
      : `Slot by slot: the last ${shown} of ${calls} calls`,
  chain: {
    heading: (step) => `What retains a value, in the snapshot of step ${step}`,
    file: 'Download the snapshot',
    opened: 'Open it in Chrome DevTools (Memory, Load) to find the same ids.',
  },
  log: {
    heading: 'Steps',
    sentence: sentenceOf,
    failed: (reason) => `not done: ${reason}`,
    file: (path) => `Every step is written to ${path}.`,
    save: 'Download the log',
    report: 'Download the report',
    notWritten: (reason) => `The last step could not be written to the log: ${reason}`,
  },
  report: {
    title: 'What the room did',
    summary: (steps, at) => `${plural(steps, 'step')} with real threads, the first one on ${at}.`,
    number: 'No.',
    step: 'Step',
    thread: 'Threads after it: keys, values, stale entries',
    more: (steps) => `${plural(steps, 'step')} before these are in the log only.`,
    replay: (command) => `The same steps again, with real threads: ${command}`,
  },
  connection: {
    waiting: 'Connecting …',
    lost: 'The workshop does not answer. If it was stopped, start it again and open the new address.',
    otherDrives: 'Another window drives. This one shows what happens there.',
    takeOver: 'Drive from here',
  },
};

function sentenceOf(step: Step): string {
  switch (step.kind) {
    case 'start':
      return 'start a thread';
    case 'end':
      return `end ${step.thread}`;
    case 'requests':
      return `${step.thread}: ${plural(step.count, 'request')}, ${how[step.how]}`;
    case 'slot':
      return `${step.thread}: ${step.call}() of the key in slot ${step.slot}`;
    case 'miss':
      return `${step.thread}: a get() that misses`;
    case 'remove-all':
      return `${step.thread}: remove() of all live keys`;
    case 'collect':
      return `${step.thread}: GC`;
    case 'snapshot':
      return `${step.thread}: snapshot`;
    case 'guess':
      return `guess: ${plural(step.keys, 'key')}, ${plural(step.values, 'value')}`;
    default:
      return `story: scene ${step.at + 1}`;
  }
}
