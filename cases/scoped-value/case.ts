import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const REQUESTS = 100;
const NOTHING_LEFT = { keys: 0, values: 0, staleEntries: 0 };

export default defineCase({
  id: 'scoped-value',
  chapter: 5,
  position: 5,
  title: 'Nothing to remove',
  claim:
    'A scoped value is bound for the length of a call and unbound at its end, however the call ends: there is nothing that one could forget to remove.',
  source: {
    file: 'beyond the course texts: Andrew Haley on the mailing list loom-dev, 10 July 2025',
    quote:
      "we can't allow a framework to extend the lifetime of a scoped value beyond the point its binding context ended",
    translation:
      'On java.lang.ScopedValue of JDK 25, which replaces ThreadLocal where one sets, uses and removes: the end of the call is the end of the binding, for everybody.',
    outcome: 'holds',
    backedBy: [
      'https://openjdk.org/jeps/506',
      'https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/lang/ScopedValue.html',
    ],
  },
  why: 'No thread has a map for it. The binding belongs to the call, so a thread of a pool has nothing of it when the call is over. It cannot be set, only covered by an inner call. Even a timer that the call forgot holds only the ended scope, which has let go of its value.',
  inShort: {
    stays: 'until the call that it was bound for returns or throws',
    cure: 'nothing to cure: the end of the call ends the binding',
    bound: 'yes: one value for each call that is running, here up to 100',
    collections: 'not during the call; after it the next one takes the value',
    calls:
      'none is needed: there is no remove(), and an inner call binds another value only for its own length',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['User'],
  cycles: 1,
  variants: {
    bound: {
      title: 'bound for a call, on a pool’s thread',
      role: 'cured',
      stated: NOTHING_LEFT,
      facts: { 'values alive during the calls': REQUESTS, 'calls that saw their own': REQUESTS },
    },
    'left-over': {
      title: 'each call leaves a timer that is never cleared',
      role: 'cured',
      stated: NOTHING_LEFT,
      facts: { 'values alive during the calls': REQUESTS, 'calls that saw their own': REQUESTS },
    },
    nested: {
      title: 'an inner call binds another value',
      role: 'cured',
      stated: NOTHING_LEFT,
      facts: { 'seen before, in and after the inner call': ['Ann', 'guest', 'Ann'] },
    },
    exception: {
      title: 'the call throws',
      role: 'cured',
      stated: NOTHING_LEFT,
      facts: { 'seen after the exception': 'nobody' },
    },
    unbound: {
      title: 'get() where nothing is bound',
      role: 'other',
      stated: NOTHING_LEFT,
      facts: { 'get() throws': 'ERR_SCOPED_VALUE_UNBOUND' },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    if (variant === 'nested') fact('seen before, in and after the inner call', await worker.call('nest'));
    else if (variant === 'exception') fact('seen after the exception', await worker.call('fail'));
    else if (variant === 'unbound') fact('get() throws', await worker.call('getUnbound'));
    else {
      await worker.call('begin', { requests: REQUESTS, leaveTimers: variant === 'left-over' });
      await collect(worker);
      const meanwhile = await look(worker, 'during the calls');
      fact('values alive during the calls', meanwhile.instances('User').length);
      fact('calls that saw their own', await worker.call('finish'));
    }
    await collect(worker);
    await look(worker, 'after the calls, and GC');
  },
});
