import { once } from 'node:events';
import { Session } from 'node:inspector/promises';
import { expect } from 'chai';
import type { Session as LiveSession } from '../../harness/live-workshop/session/session.js';
import { rejectionOf } from '../support/errors.js';
import { withSession } from './live-session.js';

/**
 * Ends a thread of this process from outside: its own code did nothing. It is ended once all threads are listed: one
 * that ends while `NodeWorker.enable` still reports them makes Node 20 fail with a segmentation fault.
 */
async function kill(title: string): Promise<void> {
  const inspector = new Session();
  inspector.connect();
  const sessions = new Map<string, string>();
  inspector.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) =>
    sessions.set(workerInfo.title, sessionId),
  );
  await inspector.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  const named = [...sessions].filter(([of]) => of.includes(title));
  expect(named, [...sessions.keys()].join()).to.have.length(1);
  const [[, sessionId]] = named as [[string, string]];
  const ended = once(inspector, 'NodeWorker.detachedFromWorker');
  const message = JSON.stringify({
    id: 1,
    method: 'Runtime.evaluate',
    params: { expression: 'process.exit(7)' },
  });
  await inspector.post('NodeWorker.sendMessageToWorker', { sessionId, message });
  await ended;
  inspector.disconnect();
}

function changed(session: LiveSession): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.onChange(() => {
      stop();
      resolve();
    });
  });
}

describe('a thread of the live workshop that dies', () => {
  it('is shown as dead at once, with the reason, and another one can be started', () =>
    withSession(async ({ session }) => {
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'requests', thread: 'pool-1', count: 3, how: 'not-removed' });
      const noticed = changed(session);
      await kill('pool-1');
      await noticed;
      const [dead] = session.state().threads;
      expect(dead).to.include({ state: 'died' });
      expect(dead?.reason).to.match(/^Worker pool-1 ended itself \(exit code 7\)/);
      expect(dead?.look.counts).to.deep.equal({ keys: 0, values: 0, staleEntries: 0 });
      const refused = await rejectionOf(session.perform({ kind: 'collect', thread: 'pool-1' }));
      expect((refused as Error).message).to.equal('The thread pool-1 has ended. Start another one.');
      await session.perform({ kind: 'start' });
      expect(session.state().threads.at(-1)).to.include({ name: 'pool-2', state: 'running' });
    }));
});
