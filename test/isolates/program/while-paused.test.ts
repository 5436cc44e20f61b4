import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { ProcessSessions } from '../../../harness/isolates/program/connected/index.js';
import type { InspectorSession } from '../../../harness/isolates/program/connected/index.js';
import { whilePaused } from '../../../harness/isolates/program/while-paused.js';

const ECHO = `const { parentPort } = require('node:worker_threads');
parentPort.on('message', (message) => parentPort.postMessage(message));`;
const LIMIT_MS = 20_000;

describe('whilePaused()', () => {
  let worker: Worker;
  let sessions: ProcessSessions;
  let session: InspectorSession;

  beforeEach(async () => {
    worker = new Worker(ECHO, { eval: true });
    await once(worker, 'online');
    sessions = await ProcessSessions.ofThisProcess();
    const found = sessions.workers().find(({ threadId }) => threadId === worker.threadId);
    if (found === undefined) throw new Error('The thread has no session.');
    ({ session } = found);
  });

  afterEach(async () => {
    sessions.close();
    await worker.terminate();
  });

  it('leaves a thread running whose work is done before it is paused', async () => {
    for (let time = 0; time < 50; time++) {
      expect(await whilePaused(session, Promise.resolve(time), LIMIT_MS)).to.equal(time);
      expect(await echo(time)).to.equal(time);
    }
  });

  it('leaves a thread running whose work fails', async () => {
    const work = session.post('Runtime.evaluate', {}, LIMIT_MS);
    work.catch(() => undefined);
    const error = await whilePaused(session, work, LIMIT_MS).catch((reason: unknown) => reason);
    expect(error).to.be.an('error');
    expect(await echo('after')).to.equal('after');
  });

  it('pauses the thread until the work is done', async () => {
    const answers: unknown[] = [];
    worker.on('message', (answer) => answers.push(answer));
    const whilePausedAnswers = async (): Promise<number> => {
      await session.event('Debugger.paused', LIMIT_MS);
      worker.postMessage('asked while it is paused');
      await session.post('Runtime.getIsolateId', {}, LIMIT_MS);
      return answers.length;
    };
    expect(await whilePaused(session, whilePausedAnswers(), LIMIT_MS)).to.equal(0);
    expect(await echo('asked after it')).to.be.oneOf(['asked while it is paused', 'asked after it']);
  });

  async function echo(message: unknown): Promise<unknown> {
    const answer = once(worker, 'message');
    worker.postMessage(message);
    const [text] = (await answer) as [unknown];
    return text;
  }
});
