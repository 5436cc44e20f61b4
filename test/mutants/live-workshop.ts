import type { Mutant } from './mutant.js';

const SERVER = { test: 'dist/test/live-workshop/server.test.js' };
const SESSION = { test: 'dist/test/live-workshop/session.test.js' };

/** Ways to break the live workshop. */
export const liveWorkshopMutants: readonly Mutant[] = [
  {
    name: 'the server of pages answers whoever has no token',
    file: 'harness/core/local-server.ts',
    find: 'if (isSame(given, token)) return next();',
    replace: "if (given === '' || isSame(given, token)) return next();",
    killer: SERVER,
  },
  {
    name: 'the server of pages answers requests for any host',
    file: 'harness/core/local-server.ts',
    find: 'if (!hosts.includes(host))',
    replace: "if (host === '')",
    killer: SERVER,
  },
  {
    name: 'the server of pages takes requests of other sites’ pages',
    file: 'harness/core/local-server.ts',
    find: 'hosts.some((one) => origin === `http://${one}`)',
    replace: "origin.startsWith('http')",
    killer: SERVER,
  },
  {
    name: 'a second window drives beside the first',
    file: 'harness/live-workshop/routes/routes.ts',
    find: 'if (windowOf(context) !== seat.driver)',
    replace: 'if (seat.driver === null)',
    killer: SERVER,
  },
  {
    name: 'a live thread’s stale entries count as keys',
    file: 'harness/live-workshop/session/live-thread.ts',
    find: 'return { keys: liveEntries, values, staleEntries };',
    replace: 'return { keys: liveEntries + staleEntries, values, staleEntries };',
    killer: SESSION,
  },
  {
    name: 'a step that failed is not logged as failed',
    file: 'harness/live-workshop/session/session.ts',
    find: 'error: failure === null ? null : (failure as Error).message,',
    replace: 'error: null,',
    killer: SESSION,
  },
  {
    name: 'the server of the live workshop keeps every step',
    file: 'harness/live-workshop/session/session.ts',
    find: 'this.#last = [...this.#last, logged].slice(-SHOWN_STEPS);',
    replace: 'this.#last = [...this.#last, logged];',
    killer: { test: 'dist/test/live-workshop/flat.test.js' },
  },
];
