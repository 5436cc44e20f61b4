import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

/** Two for each of the server's two threads. */
const USERS = ['Ann', 'Bob', 'Cid', 'Dee'];

export default defineCase({
  id: 'interceptor',
  chapter: 5,
  position: 2,
  title: 'The interceptor cleans up',
  claim:
    'A static remove helper, called in an interceptor’s afterCompletion, takes the user out after every request, also when the handler throws.',
  source: {
    file: '003_8335992e9ec8360e.txt',
    quote:
      '包装其父类remove方法为静态方法，如果是spring项目，可以借助于bean的生命周期，在拦截器的aftrCompletion阶段进行调用。',
    translation:
      'Wrap the parent class’s remove method in a static method; in a Spring project, with the help of the bean’s life cycle, call it in the afterCompletion phase of an interceptor.',
  },
  why: 'The threads of a server outlive its requests. Whoever sets a value when a request comes in must remove it when the request is over, and only the dispatcher sees every way in which a request can be over. Without that, one user per thread stays; and a request without a user of its own, as the last one here, is taken for the one before it on its thread.',
  inShort: {
    stays: 'until the same thread serves another request that sets or removes it',
    cure: 'an interceptor whose afterCompletion removes, also when the handler throws',
    bound: 'yes: one value per thread',
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
      title: 'afterCompletion calls the static remove helper',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        answers: ['200 hello Ann', '200 hello Bob', '200 hello Cid', '200 hello Dee'],
        'a request without a user': '200 hello stranger',
      },
    },
    'handler-throws': {
      title: 'the same, and the handler throws',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        answers: ['500 failed', '500 failed', '500 failed', '500 failed'],
        'a request without a user': '200 hello stranger',
      },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    const port = await worker.call('listen', { cleanUp: variant === 'without' ? 'without' : 'with' });
    const answers: string[] = [];
    for (const user of USERS) {
      answers.push(await ask(port, variant === 'handler-throws' ? '/fail' : '/', { 'x-user': user }));
    }
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
