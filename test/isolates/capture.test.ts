import { expect } from 'chai';
import { captureThread } from '../../harness/isolates/captures/capture.js';
import { Connection } from '../../harness/isolates/connection/connection.js';
import { startThread } from '../../harness/isolates/connection/thread-endpoint.js';
import { workerModule } from '../support/both-kinds.js';
import { expectWorkerError, rejectionOf } from '../support/errors.js';

async function withConnection(use: (connection: Connection) => Promise<void>): Promise<void> {
  const start = { module: workerModule('obliging').href, extensions: [], countedClasses: [] };
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

async function byteCount(connection: Connection): Promise<number> {
  let count = 0;
  await captureThread(connection, (bytes) => void (count += bytes.length));
  return count;
}

describe('captureThread()', () => {
  it('passes on each chunk while V8 writes the next ones', () =>
    withConnection(async (connection) => {
      let pieces = 0;
      let turns = 0;
      await captureThread(connection, () => {
        if (pieces++ === 0) setImmediate(() => turns++);
        // Had the stream been filled first, the event loop would have had a turn since the first piece.
        expect(turns).to.equal(0);
      });
      expect(pieces).to.be.above(10);
    }));

  for (const [what, wanted] of [
    ['at once', 0],
    ['midway', 20],
  ] as const) {
    it(`rejects with what the sink throws ${what}, after the rest is drained; the worker stays usable`, () =>
      withConnection(async (connection) => {
        const enough = new Error('enough');
        let pieces = 0;
        const sink = (): void => {
          if (pieces++ === wanted) throw enough;
        };
        expect(await rejectionOf(captureThread(connection, sink))).to.equal(enough);
        expect(pieces).to.equal(wanted + 1);
        expect(await ping(connection)).to.equal('pong');
        expect(await byteCount(connection)).to.be.above(1_000_000);
      }));
  }

  it('makes close() wait until everything has been read by the sink', () =>
    withConnection(async (connection) => {
      let closed = false;
      let closing: Promise<void> | undefined;
      let read = 0;
      await captureThread(connection, (bytes) => {
        closing ??= connection.close().then(() => void (closed = true));
        expect(closed).to.equal(false);
        read += bytes.length;
      });
      expect(read).to.be.above(1_000_000);
      await closing;
      expect(closed).to.equal(true);
      const names = { worker: 'captured', call: 'call' };
      expectWorkerError(await rejectionOf(ping(connection)), 'ERR_WORKER_CLOSED', names);
    }));

  it('keeps the worker paused until everything has been read', () =>
    withConnection(async (connection) => {
      let answered: Promise<unknown> | undefined;
      let isAnswered = false;
      await captureThread(connection, () => {
        answered ??= ping(connection).then(() => void (isAnswered = true));
        expect(isAnswered).to.equal(false);
      });
      await answered;
      expect(isAnswered).to.equal(true);
    }));

  it("stops at the next chunk when the signal aborts, with the signal's reason", () =>
    withConnection(async (connection) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const sink = (): void => controller.abort(reason);
      const { signal } = controller;
      expect(await rejectionOf(captureThread(connection, sink, { signal }))).to.equal(reason);
      expect(await ping(connection)).to.equal('pong');
    }));
});
