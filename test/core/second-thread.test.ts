import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expect } from 'chai';

import { SecondThread } from '../../harness/core/second-thread.js';

const TASK = new URL('../support/workers/second-task.js', import.meta.url);

describe('SecondThread', () => {
  it('does jobs in the order of their arrival, and is taken again after its release', async () => {
    const thread = SecondThread.take();
    const words = ['one', 'two', 'three'].map((word) => answerOf(start(thread, 'run', word)));
    expect(await Promise.all(words)).to.deep.equal(['one', 'two', 'three']);
    thread.release();
    expect(SecondThread.take()).to.equal(thread);
    await expectAnother(thread);
    await thread.end();
  });

  it('ends if it is not taken again after its release', async () => {
    const thread = SecondThread.take();
    const port = start(thread, 'run', 'stays');
    thread.release();
    await once(port, 'close');
    await expectAnother(thread);
  });

  it('ends after its last job', async () => {
    const port = start(SecondThread.take(), 'runLast', 'ends');
    await once(port, 'close');
  });

  it('keeps at most one idle thread', async () => {
    const threads = [SecondThread.take(), SecondThread.take()];
    const [port] = threads.map((thread) => start(thread, 'run', 'waits'));
    for (const thread of threads) thread.release();
    await once(port as MessagePort, 'close');
    expect(SecondThread.take()).to.equal(threads[1]);
    await threads[1]?.end();
  });

  it('stops after a failed job, without effect on this process', async () => {
    const thread = SecondThread.take();
    const port = start(thread, 'run', 'before');
    thread.run(new URL('./no-such-module.js', import.meta.url), {});
    await once(port, 'close');
    thread.release();
    await thread.end();
  });
});

async function expectAnother(thread: SecondThread): Promise<void> {
  const other = SecondThread.take();
  expect(other).not.to.equal(thread);
  await other.end();
}

/** Has a word said, and gives the port on which it comes; that closes when the thread ends. */
function start(thread: SecondThread, how: 'run' | 'runLast', word: string): MessagePort {
  const { port1, port2 } = new MessageChannel();
  // A port that nobody listens to does not tell that it closes.
  port1.on('message', () => undefined);
  thread[how](TASK, { port: port2, word }, [port2]);
  return port1;
}

async function answerOf(port: MessagePort): Promise<unknown> {
  const [word] = (await once(port, 'message')) as unknown[];
  port.close();
  return word;
}
