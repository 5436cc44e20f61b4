import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';
import type { CleanUp } from './worker.js';

/** Two for each of the two threads that take requests. */
const USERS = ['Ann', 'Bob', 'Cid', 'Dee'];

type Variant =
  | 'without'
  | 'with'
  | 'handler-throws'
  | 'pre-handle-throws'
  | 'asynchronous'
  | 'asynchronous-cleaned'
  | 'filter';

/** What removes the user, and the path that each user asks for. */
const RUNS: Readonly<Record<Variant, { readonly cleanUp: CleanUp; readonly path: string }>> = {
  without: { cleanUp: 'none', path: '/' },
  with: { cleanUp: 'interceptor', path: '/' },
  'handler-throws': { cleanUp: 'interceptor', path: '/fail' },
  'pre-handle-throws': { cleanUp: 'interceptor', path: '/refused' },
  asynchronous: { cleanUp: 'interceptor', path: '/later' },
  'asynchronous-cleaned': { cleanUp: 'both', path: '/later' },
  filter: { cleanUp: 'filter', path: '/refused' },
};

export default defineCase<Variant>({
  id: 'interceptor',
  chapter: 5,
  position: 2,
  title: 'The interceptor cleans up',
  claim:
    'A static remove method, called in an interceptor’s afterCompletion, removes the user after a request, also when the handler throws. It does not when the interceptor’s own preHandle throws, nor on the first thread of an asynchronous request.',
  source: {
    file: '003_8335992e9ec8360e.txt',
    quote:
      '包装其父类remove方法为静态方法，如果是spring项目，可以借助于bean的生命周期，在拦截器的aftrCompletion阶段进行调用。',
    translation:
      'Wrap the parent class’s remove method in a static method; in a Spring project, with the help of the bean’s life cycle, call it in the afterCompletion phase of an interceptor.',
    outcome: 'holds in part',
    backedBy: [
      'E19',
      'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/web/servlet/HandlerInterceptor.html',
      'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/web/servlet/AsyncHandlerInterceptor.html',
    ],
  },
  why: 'The threads of a server outlive its requests: a user that a request leaves behind is read by a later request without a user, as the last one here is. Spring calls afterCompletion only for an interceptor whose preHandle returned true (here: did not throw), and for an asynchronous request on the thread that completes it, here http-3, where preHandle sets the user again; on the first one it calls afterConcurrentHandlingStarted. The last of the five requests runs on http-1. Where preHandle throws or requests are asynchronous, it reads the user left there, and its afterCompletion removes that one: one of two stays. A servlet filter with finally around all of it removes the user also when preHandle throws.',
  inShort: {
    stays: 'until the thread serves a request that sets or removes the user, or ends',
    cure: 'remove in the finally block of a filter; afterCompletion alone is not enough',
    bound: 'yes: at most one user per thread, here http-1 and http-2',
    collections: 'no: the pool holds the thread, and the thread’s map the user',
    calls:
      'remove() on the thread that has set the user; set() puts another user in its place; get() does not help',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['User'],
  cycles: 1,
  variants: {
    without: {
      title: 'no afterCompletion',
      role: 'leaking',
      stated: { keys: 1, values: 2, staleEntries: 0 },
      facts: {
        answers: ['200 hello Ann', '200 hello Bob', '200 hello Cid', '200 hello Dee'],
        'a request without a user': '200 hello Cid',
      },
    },
    with: {
      title: 'afterCompletion calls the static remove method',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        answers: ['200 hello Ann', '200 hello Bob', '200 hello Cid', '200 hello Dee'],
        'a request without a user': '200 hello stranger',
      },
    },
    'handler-throws': {
      title: 'afterCompletion removes, and the handler throws',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        answers: ['500 failed', '500 failed', '500 failed', '500 failed'],
        'a request without a user': '200 hello stranger',
      },
    },
    'pre-handle-throws': {
      title: 'afterCompletion removes, but preHandle throws',
      role: 'leaking',
      // The request without a user was completed on the other thread.
      stated: { keys: 1, values: 1, staleEntries: 0 },
      facts: {
        answers: ['500 failed', '500 failed', '500 failed', '500 failed'],
        'a request without a user': '200 hello Cid',
      },
    },
    asynchronous: {
      title: 'afterCompletion removes, but requests are asynchronous',
      role: 'leaking',
      stated: { keys: 1, values: 1, staleEntries: 0 },
      facts: {
        answers: ['200 hello Ann', '200 hello Bob', '200 hello Cid', '200 hello Dee'],
        'a request without a user': '200 hello Cid',
      },
    },
    'asynchronous-cleaned': {
      title: 'afterConcurrentHandlingStarted removes, too: asynchronous requests',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        answers: ['200 hello Ann', '200 hello Bob', '200 hello Cid', '200 hello Dee'],
        'a request without a user': '200 hello stranger',
      },
    },
    filter: {
      title: 'a filter removes in finally, and preHandle throws',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        answers: ['500 failed', '500 failed', '500 failed', '500 failed'],
        'a request without a user': '200 hello stranger',
      },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const { cleanUp, path } = RUNS[variant];
    const worker = await start<typeof Worker>();
    const port = await worker.call('listen', { cleanUp });
    const answers: string[] = [];
    for (const user of USERS) answers.push(await ask(port, path, { 'x-user': user }));
    fact('answers', answers);
    fact('a request without a user', await ask(port, '/', {}));
    await collect(worker);
    await look(worker, 'the server is idle, after GC');
    await worker.call('close');
  },
});

/** One request on a connection of its own, which no agent keeps. */
async function ask(port: number, path: string, headers: Record<string, string>): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`http://127.0.0.1:${port}${path}`, { headers, agent: false }, resolve).on('error', reject);
  });
  return `${response.statusCode} ${await text(response)}`;
}
