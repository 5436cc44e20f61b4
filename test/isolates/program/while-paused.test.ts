import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { delay } from '../../../harness/core/captured-timers.js';
import { ProcessSessions } from '../../../harness/isolates/program/connected/index.js';
import type { InspectorSession } from '../../../harness/isolates/program/connected/index.js';
import { whilePaused } from '../../../harness/isolates/program/while-paused.js';

const LIMIT_MS = 20_000;
/** Says how often it has waited until it was woken, and waits again. */
const WAITING = `const { parentPort, workerData } = require('node:worker_threads');
const wait = (times) => {
  parentPort.postMessage(times);
  Atomics.wait(workerData, 0, times);
  setImmediate(wait, times + 1);
};
wait(0);`;
/** Calls functions of many kinds all the time, and answers messages. */
const BUSY = `const { parentPort } = require('node:worker_threads');
parentPort.on('message', (message) => parentPort.postMessage(message));
function make(a, b) {
  let sum = a;
  const add = () => (sum += b);
  class Sum { constructor(x) { this.more = () => x + sum; } total() { return this.more() + add(); } }
  for (const one of Object.values({ a, b })) { let own = one; [1, 2].map((z) => { own += z; return () => own; }); }
  return new Sum(add()).total();
}
(function spin(sum) { for (let at = 0; at < 2000; at++) sum += make(at, sum % 7); setImmediate(spin, sum); })(0);`;

describe('whilePaused()', () => {
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  let worker: Worker;
  let sessions: ProcessSessions;
  let session: InspectorSession;

  afterEach(async () => {
    sessions.close();
    await worker.terminate();
  });

  it('pauses a thread that waits, until the work is done', async () => {
    await start(WAITING);
    const answers: unknown[] = [];
    worker.on('message', (answer) => answers.push(answer));
    const { happened, forget } = session.expect('Debugger.paused');
    const work = happened.then(async () => {
      wake(1);
      await session.post('Runtime.getIsolateId', {}, LIMIT_MS);
      return answers.length;
    });
    expect(await whilePaused(session, work, LIMIT_MS)).to.equal(true);
    expect(forget()).to.equal(true);
    expect(await work).to.equal(0);
    while (answers.length === 0) await once(worker, 'message');
    expect(answers).to.deep.equal([1]);
  });

  it('lets a thread go on whose work is done before it is paused', async () => {
    await start(WAITING);
    for (let time = 1; time <= 20; time++) {
      expect(await whilePaused(session, Promise.resolve(), LIMIT_MS)).to.equal(true);
      const woken = once(worker, 'message');
      wake(time);
      expect(await woken).to.deep.equal([time]);
    }
  });

  it('lets a thread go on whose work fails', async () => {
    await start(WAITING);
    const work = session.post('Runtime.evaluate', {}, LIMIT_MS);
    work.catch(() => undefined);
    const error = await whilePaused(session, work, LIMIT_MS).catch((reason: unknown) => reason);
    expect(error).to.be.an('error').with.property('message', 'Invalid parameters');
    const woken = once(worker, 'message');
    wake(1);
    expect(await woken).to.deep.equal([1]);
  });

  it('never pauses a thread that runs, where V8 would abort the process', async () => {
    await start(BUSY);
    for (let time = 0; time < 200; time++) {
      expect(await whilePaused(session, Promise.resolve(), LIMIT_MS)).to.equal(false);
    }
    const answer = once(worker, 'message');
    worker.postMessage('still there');
    expect(await answer).to.deep.equal(['still there']);
  });

  async function start(code: string): Promise<void> {
    waiting[0] = 0;
    worker = new Worker(code, { eval: true, workerData: waiting });
    await once(worker, code === WAITING ? 'message' : 'online');
    sessions = await ProcessSessions.ofThisProcess();
    const found = sessions.workers().find(({ threadId }) => threadId === worker.threadId);
    if (found === undefined) throw new Error('The thread has no session.');
    ({ session } = found);
    // It says that it will wait before it does.
    for (let waits = code !== WAITING; !waits; waits = await isWaiting()) await delay(1);
  }

  async function isWaiting(): Promise<boolean> {
    const asked = await session.post(
      'Runtime.evaluate',
      { expression: '/Atomics.wait/.test(new Error().stack)', silent: true },
      LIMIT_MS,
    );
    return asked.result?.value === true;
  }

  function wake(times: number): void {
    Atomics.store(waiting, 0, times);
    Atomics.notify(waiting, 0);
  }
});
