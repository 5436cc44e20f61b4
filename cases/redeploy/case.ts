import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const THREADS = 2;
/** One deployment per cycle. */
const CYCLES = 3;

/** What is stated of each cure. */
const NOTHING_STAYS = {
  stated: { keys: 0, values: 0, staleEntries: 0 },
  facts: {
    'deployments alive after each undeployment': [0, 0, 0],
    'sessions, of the deployments’ own class': [0, 0, 0],
    'users, of the server’s class': [0, 0, 0],
  },
};

export default defineCase({
  id: 'redeploy',
  chapter: 4,
  position: 6,
  title: 'A redeployed application',
  claim:
    'As long as a thread of the server’s pool has a value whose class belongs to a deployment, the whole deployment stays, with its static ThreadLocal, so that the entry is not stale. If such values are not removed and the threads do not end, one deployment more stays each time.',
  source: {
    file: 'beyond the course texts: Apache Tomcat’s wiki, MemoryLeakProtection',
    quote:
      'If the servlet is invoked at least once, the webapp classloader would not be GCed when the app is stopped',
    translation:
      'There, an object whose class the web application loaded was left in a ThreadLocal, in a thread of the server’s pool.',
    outcome: 'holds in part',
    backedBy: [
      'D2',
      'D14',
      'D17',
      'https://docs.oracle.com/javase/specs/jls/se25/html/jls-12.html#jls-12.7',
      'https://cwiki.apache.org/confluence/display/TOMCAT/MemoryLeakProtection',
    ],
  },
  why: 'This much is the same in Java: an object refers to its class, the class to its loader, and the loader to all its classes and their static fields. So the value in the thread’s map keeps the loader, the loader keeps the static ThreadLocal, and that is the key: it is not collected, so its entry is neither stale nor expunged. In Java each loader that stays takes room in Metaspace. A value of a class that the server has loaded refers to no deployment: the key goes with its loader, the entry is stale, and the third deployment’s set() expunges that of the first, whose slot it inspects. 3 deployments have a key each, which the 2 threads share: 3 keys and 2 × 3 = 6 values stay. What stands for the class loader here is a context of node:vm. It is only a counterpart: a Session refers to it by prototype and constructor, and it to the constant holder; no class is unloaded by itself. The statement holds in part: if the threads are renewed, as Tomcat does since 7.0.6 (it did not run here), the deployment is collected. The column “values” counts the users, to which the sessions refer.',
  inShort: {
    stays:
      'value of the application’s class: the whole deployment, until each thread that served it calls remove() or ends; of the server’s class: only the user, until a call on the map expunges its entry, or the thread ends',
    cure: 'remove() in each thread before undeploying; or new threads after it, as Tomcat has done since 7.0.6',
    bound:
      'of the application’s class: no, one deployment more each time; of the server’s class: yes, the map expunges all its stale entries before it grows',
    collections:
      'no: the value keeps its class, the class its deployment, and that the key; of the server’s class, the key is collected and the user stays',
    calls:
      'remove() before undeploying, or set(null), which leaves an entry; with the server’s class also a later set() that inspects the slot; not get()',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['User'],
  chainTo: 'Deployment',
  cycles: CYCLES,
  variants: {
    'own-class': {
      title: 'the value’s class is the deployment’s own',
      role: 'leaking',
      stated: { keys: CYCLES, values: CYCLES * THREADS, staleEntries: 0 },
      facts: {
        'deployments alive after each undeployment': [1, 2, 3],
        'sessions, of the deployments’ own class': [2, 4, 6],
        'users, of the server’s class': [2, 4, 6],
      },
    },
    'server-class': {
      title: 'the value’s class is the server’s',
      role: 'other',
      // The third set walks over the first stale entry of its map.
      stated: { keys: 0, values: 2 * THREADS, staleEntries: 2 * THREADS },
      facts: {
        'deployments alive after each undeployment': [0, 0, 0],
        'sessions, of the deployments’ own class': [0, 0, 0],
        'users, of the server’s class': [2, 4, 4],
      },
    },
    removed: {
      title: 'the value’s class is the deployment’s own, and remove() is called',
      role: 'cured',
      ...NOTHING_STAYS,
    },
    'new-threads': {
      title: 'the server renews the threads of its pool with each undeployment',
      role: 'cured',
      ...NOTHING_STAYS,
    },
  },

  async experiment({ variant, cycles, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('startPool', { size: THREADS });
    const alive: number[] = [];
    const sessions: number[] = [];
    const users: number[] = [];
    for (const cycle of cycles) {
      await worker.call('deploy');
      await worker.call('serve', {
        keep: variant === 'server-class' ? 'user' : 'session',
        remove: variant === 'removed',
      });
      await worker.call('undeploy');
      if (variant === 'new-threads') {
        await worker.call('endPool');
        await worker.call('startPool', { size: THREADS });
      }
      await collect(worker);
      const heap = await look(worker, `deployment ${cycle} is undeployed, after GC`);
      alive.push(await worker.call('deploymentsAlive'));
      sessions.push(heap.instances('Session').length);
      users.push(heap.instances('User').length);
    }
    fact('deployments alive after each undeployment', alive);
    fact('sessions, of the deployments’ own class', sessions);
    fact('users, of the server’s class', users);
  },
});
