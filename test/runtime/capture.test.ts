import { expect } from 'chai';
import { captureThread } from '../../harness/runtime/capture.js';
import type { SnapshotBytes } from '../../harness/runtime/capture.js';
import { Connection } from '../../harness/runtime/connection.js';
import { startThread } from '../../harness/runtime/thread-endpoint.js';
import { workerModule } from '../support/both-kinds.js';
import { expectWorkerError, rejectionOf } from '../support/errors.js';

async function withConnection(use: (connection: Connection) => Promise<void>): Promise<void> {
  const start = { module: workerModule('obliging').href, countedClasses: [] };
  const connection = new Connection('captured', startThread({ name: 'captured', start }));
  await connection.ready({});
  try {
    await use(connection);
  } finally {
    await connection.close();
  }
}

const ping = (connection: Connection): Promise<unknown> =>
  connection.request('call', { name: 'ping', argument: undefined });

async function byteCount(bytes: SnapshotBytes): Promise<number> {
  let count = 0;
  for await (const chunk of bytes) count += chunk.length;
  return count;
}

describe('captureThread()', () => {
  const readers: Record<string, (bytes: SnapshotBytes) => Promise<unknown>> = {
    'throws before it reads': () => Promise.reject(new Error('no wish')),
    'throws midway': async (bytes) => {
      for await (const chunk of bytes) throw new Error(`enough after ${chunk.length} bytes`);
    },
    'throws at the end': async (bytes) => {
      await byteCount(bytes);
      throw new Error('all for nothing');
    },
  };
  for (const [what, reader] of Object.entries(readers)) {
    it(`rejects with the error of a reader that ${what}; the worker answers, and can be captured`, () =>
      withConnection(async (connection) => {
        expect(await rejectionOf(captureThread(connection, reader))).to.be.an.instanceOf(Error);
        expect(await ping(connection)).to.equal('pong');
        expect(await captureThread(connection, byteCount)).to.be.above(1_000_000);
      }));
  }

  it('drains what a reader leaves unread', () =>
    withConnection(async (connection) => {
      const first = await captureThread(connection, async (bytes) => {
        for await (const chunk of bytes) return chunk.length;
        return 0;
      });
      expect(first).to.be.above(0);
      expect(await ping(connection)).to.equal('pong');
    }));

  it('has close() wait until all has been read, and the reader gets everything', () =>
    withConnection(async (connection) => {
      let closed = false;
      let closing: Promise<void> | undefined;
      const count = await captureThread(connection, async (bytes) => {
        let read = 0;
        for await (const chunk of bytes) {
          closing ??= connection.close().then(() => void (closed = true));
          await new Promise((resolve) => setImmediate(resolve));
          expect(closed).to.equal(false);
          read += chunk.length;
        }
        return read;
      });
      expect(count).to.be.above(1_000_000);
      await closing;
      expect(closed).to.equal(true);
      const names = { worker: 'captured', call: 'call' };
      expectWorkerError(await rejectionOf(ping(connection)), 'ERR_WORKER_CLOSED', names);
    }));

  it('keeps the worker from running until all has been read', () =>
    withConnection(async (connection) => {
      let answered: Promise<unknown> | undefined;
      let isAnswered = false;
      await captureThread(connection, async (bytes) => {
        for await (const chunk of bytes) {
          void chunk;
          answered ??= ping(connection).then(() => void (isAnswered = true));
          expect(isAnswered).to.equal(false);
        }
      });
      await answered;
      expect(isAnswered).to.equal(true);
    }));

  it("stops at the next chunk when the signal aborts, with the signal's reason", () =>
    withConnection(async (connection) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const reader = async (bytes: SnapshotBytes): Promise<void> => {
        for await (const chunk of bytes) {
          void chunk;
          controller.abort(reason);
        }
      };
      const { signal } = controller;
      expect(await rejectionOf(captureThread(connection, reader, { signal }))).to.equal(reason);
      expect(await ping(connection)).to.equal('pong');
    }));
});
