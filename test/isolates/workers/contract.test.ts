import { expect } from 'chai';
import { expectHeapwitnessError, expectWorkerError, rejectionOf } from '../../support/errors.js';
import { KINDS, withWorker, workerModule } from '../../support/both-kinds.js';
import type { ObligingWorker } from '../../support/both-kinds.js';
import { whileBusy } from '../../support/while-busy.js';
import type * as Obliging from '../../support/workers/obliging.js';

const MEMORY_MB = 24;

for (const kind of KINDS) {
  describe(`a worker ${kind.kind}`, () => {
    const names = (call: string | null): { worker: string; call: string | null } => ({
      worker: 'obliging',
      call,
    });
    const refused = (use: (worker: ObligingWorker) => Promise<unknown>): Promise<unknown> =>
      withWorker(kind, (worker) => rejectionOf(use(worker)));

    describe('calls', () => {
      it('resolve to the result, returned directly or as a promise', () =>
        withWorker(kind, async (worker) => {
          expect(worker.kind).to.equal(kind.kind);
          expect(await worker.call('double', 21)).to.equal(42);
          expect(await worker.call('doubleLater', 21)).to.equal(42);
          expect(await worker.call('ping')).to.equal('pong');
        }));

      it('pass every value that can be structured-cloned', () =>
        withWorker(kind, async (worker) => {
          const data = { map: new Map([[1, new Set(['a'])]]), date: new Date(0), none: undefined, big: 10n };
          expect(await worker.call('echo', data)).to.deep.equal(data);
          expect(await worker.call('echo')).to.equal(undefined);
          expect(await worker.call('echo', null)).to.equal(null);
        }));

      it('are answered a thousand times by one worker, each with its own result', () =>
        withWorker(kind, async (worker) => {
          for (let batch = 0; batch < 20; batch++) {
            const numbers = Array.from({ length: 50 }, (_, index) => batch * 50 + index);
            const results = await Promise.all(numbers.map((number) => worker.call('double', number)));
            expect(results).to.deep.equal(numbers.map((number) => number * 2));
          }
        }));

      it('reject with ERR_WORKER_CALL when the function throws; the cause is what it threw', async () => {
        const thrown = await refused((worker) => worker.call('fail', { message: 'no such row' }));
        const { cause, message } = expectWorkerError(thrown, 'ERR_WORKER_CALL', names('fail'));
        expect(message).to.include('RangeError: no such row');
        expect(cause).to.be.instanceOf(Error).and.include({ name: 'RangeError', code: 'ERR_OF_TEST' });
        expect((cause as Error).stack).to.include('obliging.js');
        expect((cause as Error).cause).to.include({ name: 'TypeError', message: 'the reason' });
      });

      it('reject with ERR_WORKER_CALL for whatever was thrown: null, an error that is its own cause', () =>
        withWorker(kind, async (worker) => {
          const nothing = await rejectionOf(worker.call('failWithNull'));
          expectWorkerError(nothing, 'ERR_WORKER_CALL', names('failWithNull'));
          const circular = await rejectionOf(worker.call('failWithItself'));
          expectWorkerError(circular, 'ERR_WORKER_CALL', names('failWithItself'));
          expect(await worker.call('ping')).to.equal('pong');
        }));

      it('reject with ERR_NOT_SERIALIZABLE when the argument cannot be sent; the worker stays usable', () =>
        withWorker(kind, async (worker) => {
          const error = await rejectionOf(worker.call('echo', () => undefined));
          const { message } = expectWorkerError(error, 'ERR_NOT_SERIALIZABLE', names('echo'));
          expect(message).to.include('the argument of echo()');
          expect(await worker.call('ping')).to.equal('pong');
        }));

      it('reject with ERR_NOT_SERIALIZABLE when the result cannot be sent; the worker stays usable', () =>
        withWorker(kind, async (worker) => {
          const error = await rejectionOf(worker.call('giveFunction'));
          const { message } = expectWorkerError(error, 'ERR_NOT_SERIALIZABLE', names('giveFunction'));
          expect(message).to.include('the result of giveFunction()');
          expect(await worker.call('ping')).to.equal('pong');
        }));

      it('reject with ERR_WORKER_EXPORT, and near matches, when there is no such function', () =>
        withWorker(kind, async (worker) => {
          const calls = worker.call.bind(worker) as unknown as (name: string) => Promise<unknown>;
          const typo = expectWorkerError(
            await rejectionOf(calls('dubble')),
            'ERR_WORKER_EXPORT',
            names('dubble'),
          );
          expect(typo.message).to.include('Did you mean double');
          for (const name of ['NOT_A_FUNCTION', 'toString', 'constructor', '__proto__']) {
            expectWorkerError(await rejectionOf(calls(name)), 'ERR_WORKER_EXPORT', names(name));
          }
        }));

      it('reject with ERR_WORKER_TIMEOUT when they time out; the worker stays usable', () =>
        withWorker(kind, async (worker) => {
          const error = await rejectionOf(worker.call('answerNever', undefined, { timeoutMs: 9.609357 }));
          expectWorkerError(error, 'ERR_WORKER_TIMEOUT', names('answerNever'));
          expect(error).to.have.property('message').that.contains('timed out after 10 ms');
          expect(await worker.call('ping')).to.equal('pong');
        }));

      it('never time out with a timeout of Infinity, and reject an invalid timeout', () =>
        withWorker(kind, async (worker) => {
          const options = { timeoutMs: Infinity };
          expect(await worker.call('doubleLater', 2, options)).to.equal(4);
          for (const timeoutMs of [Number.NaN, -1]) {
            const error = await rejectionOf(worker.call('ping', undefined, { timeoutMs }));
            expectWorkerError(error, 'ERR_USAGE', names('ping'));
          }
        }));

      it('reject with the reason of the signal when it aborts, before and during; the worker stays usable', () =>
        withWorker(kind, async (worker) => {
          const reason = new Error('enough');
          const { signal } = abortedWith(reason);
          expect(await rejectionOf(worker.call('ping', undefined, { signal }))).to.equal(reason);
          const later = new AbortController();
          const waiting = rejectionOf(worker.call('answerNever', undefined, { signal: later.signal }));
          await worker.call('ping');
          later.abort(reason);
          expect(await waiting).to.equal(reason);
          expect(await worker.call('ping')).to.equal('pong');
        }));

      it('reject with ERR_WORKER_CLOSED after close(), and when close() is called before they settle', async () => {
        const worker = await kind.start<typeof Obliging>(workerModule('obliging'), { name: 'obliging' });
        const waiting = rejectionOf(worker.call('answerNever'));
        await worker.close();
        expectWorkerError(await waiting, 'ERR_WORKER_CLOSED', names('answerNever'));
        expectWorkerError(await rejectionOf(worker.call('ping')), 'ERR_WORKER_CLOSED', names('ping'));
        expectWorkerError(
          await rejectionOf(worker.collectGarbage()),
          'ERR_WORKER_CLOSED',
          names('collectGarbage'),
        );
        expectWorkerError(await rejectionOf(worker.heap()), 'ERR_WORKER_CLOSED', names('capture'));
      });
    });

    describe('death', () => {
      it('by an uncaught error in a timer is ERR_WORKER_CRASHED; the cause is what was thrown', () =>
        withWorker(kind, async (worker) => {
          const error = await rejectionOf(worker.call('throwInTimer', { what: 'error' }));
          const { cause } = expectWorkerError(error, 'ERR_WORKER_CRASHED', names('throwInTimer'));
          expect(cause).to.include({ name: 'RangeError', message: 'thrown in a timer' });
          const later = await rejectionOf(worker.call('ping'));
          expectWorkerError(later, 'ERR_WORKER_CRASHED', names('ping'));
        }));

      it('by an uncaught null is ERR_WORKER_CRASHED as well', async () => {
        const error = await refused((worker) => worker.call('throwInTimer', { what: 'null' }));
        expectWorkerError(error, 'ERR_WORKER_CRASHED', names('throwInTimer'));
      });

      it('by an unhandled rejection is ERR_WORKER_CRASHED with its reason', async () => {
        const error = await refused((worker) => worker.call('rejectUnhandled'));
        const { cause } = expectWorkerError(error, 'ERR_WORKER_CRASHED', names('rejectUnhandled'));
        expect(cause).to.include({ name: 'RangeError', message: 'rejected, and nobody cared' });
      });

      for (const code of [0, 1, 3]) {
        it(`by process.exit(${code}) is ERR_WORKER_EXITED with the exit code`, async () => {
          const error = await refused((worker) => worker.call('exitWith', code));
          const { message } = expectWorkerError(error, 'ERR_WORKER_EXITED', names('exitWith'));
          expect(message).to.include(`exit code ${code}`);
        });
      }

      it('between two calls rejects the next one', () =>
        withWorker(kind, async (worker) => {
          await worker.call('exitSoon');
          const waiting = await rejectionOf(worker.call('answerNever'));
          expectWorkerError(waiting, 'ERR_WORKER_EXITED', names('answerNever'));
        }));

      it('of a full JavaScript heap is ERR_WORKER_OUT_OF_MEMORY', () =>
        withWorker(
          kind,
          async (worker) => {
            const error = await rejectionOf(worker.call('runOutOfMemory'));
            expectWorkerError(error, 'ERR_WORKER_OUT_OF_MEMORY', names('runOutOfMemory'));
          },
          { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } },
        ));

      it('is not reported while a worker hangs: ERR_WORKER_TIMEOUT, and close() still ends it', async () => {
        const error = await refused((worker) => worker.call('loopForEver', undefined, { timeoutMs: 100 }));
        expectWorkerError(error, 'ERR_WORKER_TIMEOUT', names('loopForEver'));
      });

      it('rejects every open call', () =>
        withWorker(kind, async (worker) => {
          const waiting = [1, 2, 3].map(() => rejectionOf(worker.call('answerNever')));
          waiting.push(rejectionOf(worker.call('exitWith', 0)));
          for (const error of await Promise.all(waiting)) expectHeapwitnessError(error, 'ERR_WORKER_EXITED');
        }));
    });

    describe('start', () => {
      const start = (module: URL | string, timeoutMs = 60_000): Promise<unknown> =>
        rejectionOf(kind.start(module, { name: 'unstarted', timeoutMs }));

      it('rejects with ERR_WORKER_MODULE when there is no such module', async () => {
        const error = await start(workerModule('not-there'));
        const { message } = expectWorkerError(error, 'ERR_WORKER_MODULE', {
          worker: 'unstarted',
          call: null,
        });
        expect(message).to.include('not-there.js');
      });

      it('rejects with ERR_WORKER_MODULE when the module throws; the cause is what it threw', async () => {
        const error = await start(workerModule('throws-at-load'));
        const { cause } = expectWorkerError(error, 'ERR_WORKER_MODULE', { worker: 'unstarted', call: null });
        expect(cause).to.include({ name: 'RangeError', message: 'thrown at load' });
      });

      it('rejects with ERR_WORKER_MODULE when the module is not JavaScript', async () => {
        const error = await start(new URL('data:text/javascript,this is no program'));
        const { cause } = expectWorkerError(error, 'ERR_WORKER_MODULE', { worker: 'unstarted', call: null });
        expect(cause).to.include({ name: 'SyntaxError' });
      });

      it("rejects with ERR_WORKER_MODULE when the module's top-level await can never settle", async () => {
        const error = await start(workerModule('never-loads'));
        expectWorkerError(error, 'ERR_WORKER_MODULE', { worker: 'unstarted', call: null });
      });

      it('rejects with ERR_WORKER_EXITED when the module ends the process', async () => {
        const error = await start(workerModule('exits-at-load'));
        expectWorkerError(error, 'ERR_WORKER_EXITED', { worker: 'unstarted', call: 'start' });
      });

      it('rejects with ERR_WORKER_TIMEOUT when the module hangs, and leaves nothing running', async () => {
        const error = await start(workerModule('hangs-at-load'), 100);
        expectWorkerError(error, 'ERR_WORKER_TIMEOUT', { worker: 'unstarted', call: 'start' });
      });

      it('rejects with ERR_UNKNOWN_CLASS when a class to count is not exported', async () => {
        const error = await rejectionOf(kind.start(workerModule('obliging'), { countedClasses: ['Keptt'] }));
        expectHeapwitnessError(error, 'ERR_UNKNOWN_CLASS');
      });

      it('rejects with the last message of the worker, however late this process receives it', async () => {
        const options = { countedClasses: ['NoSuchClass'] };
        const error = await whileBusy(() => rejectionOf(kind.start(workerModule('obliging'), options)));
        expectHeapwitnessError(error, 'ERR_UNKNOWN_CLASS');
      });

      it('rejects with the reason of the signal when it aborts, before and during', async () => {
        const reason = new Error('enough');
        const before = abortedWith(reason);
        const during = new AbortController();
        const starting = rejectionOf(kind.start(workerModule('hangs-at-load'), { signal: during.signal }));
        during.abort(reason);
        expect(await starting).to.equal(reason);
        const refusedAtOnce = kind.start(workerModule('obliging'), { signal: before.signal });
        expect(await rejectionOf(refusedAtOnce)).to.equal(reason);
      });

      it('takes a path as well as a URL, and is named after the file', async () => {
        await using worker = await kind.start(workerModule('obliging').pathname);
        expect(worker.name).to.equal('workers/obliging');
      });
    });

    describe('close()', () => {
      it('may be called twice, and at once', async () => {
        const worker = await kind.start(workerModule('obliging'));
        await Promise.all([worker.close(), worker.close()]);
        await worker.close();
      });

      it('is what `await using` calls', async () => {
        let after: ObligingWorker;
        {
          await using worker = await kind.start<typeof Obliging>(workerModule('obliging'), {
            name: 'obliging',
          });
          after = worker;
          expect(await worker.call('ping')).to.equal('pong');
        }
        expectWorkerError(await rejectionOf(after.call('ping')), 'ERR_WORKER_CLOSED', names('ping'));
      });

      it('resolves for a worker that has died already', () =>
        withWorker(kind, async (worker) => {
          await rejectionOf(worker.call('exitWith', 0));
          await worker.close();
        }));
    });
  });
}

function abortedWith(reason: Error): AbortController {
  const controller = new AbortController();
  controller.abort(reason);
  return controller;
}
