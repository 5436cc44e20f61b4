import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { readHeapGraph } from 'heapwitness';
import { KINDS, withWorker } from '../../support/both-kinds.js';
import { expectWorkerError, rejectionOf } from '../../support/errors.js';
import { endOf, isRunning, printed, runProgram, startProgram, until } from '../../support/run-program.js';
import { withTemporaryFolder } from '../../support/temporary-folder.js';

const CAPTURE = { worker: 'obliging', call: 'capture' };

for (const kind of KINDS) {
  describe(`the heap of a worker ${kind.kind}`, () => {
    it('contains what the worker retains, and not what it released', () =>
      withWorker(kind, async (worker) => {
        await worker.call('keep', { count: 120 });
        expect((await worker.heap()).instances('Kept')).to.have.lengthOf(120);
        await worker.call('letGo');
        await worker.collectGarbage();
        const heap = await worker.heap();
        expect(heap.instances('Kept')).to.have.lengthOf(0);
        expect(heap.hasClass('Kept')).to.equal(true);
      }));

    it('is captured one request after the other when several are made at once', () =>
      withWorker(kind, async (worker) => {
        await worker.call('keep', { count: 3 });
        const heaps = await Promise.all([worker.heap(), worker.heap(), worker.heap()]);
        expect(heaps.map((heap) => heap.instances('Kept').length)).to.deep.equal([3, 3, 3]);
      }));

    it('is written to a file that only its owner may read, without other files', () =>
      withTemporaryFolder((folder) =>
        withWorker(kind, async (worker) => {
          const file = join(folder, 'a b.heapsnapshot');
          await writeFile(file, 'the one before', { mode: 0o644 });
          await worker.call('keep', { count: 7 });
          await worker.snapshot(pathToFileURL(file));
          expect(((await stat(file)).mode & 0o777).toString(8)).to.equal('600');
          const heap = await readHeapGraph([await readFile(file)]);
          expect(heap.instances('Kept')).to.have.lengthOf(7);
          const kept = join(folder, 'kept.heapsnapshot');
          const same = await worker.heap({ saveTo: kept });
          expect((await readHeapGraph([await readFile(kept)])).nodeCount).to.equal(same.nodeCount);
          expect((await readdir(folder)).sort()).to.deep.equal(['a b.heapsnapshot', 'kept.heapsnapshot']);
        }),
      ));

    it('that cannot be written is ERR_CAPTURE_FAILED; no file is left, and the worker stays usable', () =>
      withTemporaryFolder((folder) =>
        withWorker(kind, async (worker) => {
          const nowhere = await rejectionOf(worker.snapshot(join(folder, 'missing', 'file')));
          const { cause, message } = expectWorkerError(nowhere, 'ERR_CAPTURE_FAILED', CAPTURE);
          expect(cause).to.include({ code: 'ENOENT' });
          expect(message).to.include(join(folder, 'missing', 'file'));
          await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
          const taken = await rejectionOf(worker.heap({ saveTo: join(folder, 'taken') }));
          expectWorkerError(taken, 'ERR_CAPTURE_FAILED', CAPTURE);
          expect(await readdir(folder)).to.deep.equal(['taken']);
          expect(await worker.call('ping')).to.equal('pong');
          expect((await worker.heap()).hasClass('Kept')).to.equal(true);
        }),
      ));

    it('rejects with the reason of the signal when it aborts, and can be captured later', () =>
      withWorker(kind, async (worker) => {
        const reason = new Error('enough');
        const controller = new AbortController();
        const capturing = rejectionOf(worker.heap({ signal: controller.signal }));
        controller.abort(reason);
        expect(await capturing).to.equal(reason);
        expect((await worker.heap()).hasClass('Kept')).to.equal(true);
      }));

    it('is captured while this thread does something else, and rejects with what that throws', () =>
      withWorker(kind, async (worker) => {
        const calls: string[] = [];
        const heap = await worker.heap({ meanwhile: () => void calls.push('called') });
        expect({ calls, hasClass: heap.hasClass('Kept') }).to.deep.equal({
          calls: ['called'],
          hasClass: true,
        });
        const wrong = new Error('wrong');
        const meanwhile = (): void => {
          throw wrong;
        };
        expect(await rejectionOf(worker.heap({ meanwhile }))).to.equal(wrong);
        expect((await worker.heap()).hasClass('Kept')).to.equal(true);
      }));

    it('rejects with what the worker died of', () =>
      withWorker(kind, async (worker) => {
        await rejectionOf(worker.call('exitWith', 3));
        expectWorkerError(await rejectionOf(worker.heap()), 'ERR_WORKER_EXITED', CAPTURE);
      }));

    it('is not waited for by close() while the worker hangs: ERR_WORKER_CLOSED', () =>
      withWorker(kind, async (worker) => {
        const looping = rejectionOf(worker.call('loopForEver'));
        const capturing = rejectionOf(worker.heap());
        const waiting = rejectionOf(worker.heap());
        await worker.close();
        await looping;
        expectWorkerError(await capturing, 'ERR_WORKER_CLOSED', CAPTURE);
        expectWorkerError(await waiting, 'ERR_WORKER_CLOSED', CAPTURE);
      }));

    it('may be requested at any moment before close() without a crash', async () => {
      const { code, signal, stdout, stderr } = await runProgram('close-during-capture', {
        args: [kind.kind],
      });
      expect({ code, signal }, stderr).to.deep.equal({ code: 0, signal: null });
      expect(stdout.trim().split('\n')).to.have.lengthOf(12);
      expect(stdout).to.match(/^((captured|ERR_WORKER_CLOSED)\n)+$/);
    });

    it('on a full disk is ERR_CAPTURE_FAILED; no file is left, and the worker stays usable', () =>
      withTemporaryFolder(async (folder) => {
        const { code, stdout, stderr } = await runProgram('full-disk', { args: [kind.kind, folder] });
        expect({ code, stdout }, stderr).to.deep.equal({
          code: 0,
          stdout: 'ERR_CAPTURE_FAILED EFBIG\npong\n',
        });
        expect(await readdir(folder)).to.deep.equal([]);
      }));
  });
}

describe('the heap of a worker thread', () => {
  const [thread] = KINDS;
  if (thread?.kind !== 'thread') throw new Error('the first kind is the thread');

  it('is not captured by a backend that would crash it: ERR_CAPTURE_BACKEND', () =>
    withWorker(thread, async (worker) => {
      for (const backend of ['heapdump', 'v8-profiler-next'] as const) {
        expectWorkerError(await rejectionOf(worker.heap({ backend })), 'ERR_CAPTURE_BACKEND', CAPTURE);
      }
      expect(await worker.call('ping')).to.equal('pong');
    }));

  it('that did not stop for a capture in time is ERR_WORKER_TIMEOUT; the worker does not stop later', () =>
    withWorker(thread, async (worker) => {
      const cell = new SharedArrayBuffer(4);
      const looping = worker.call('loopUntil', cell);
      const error = await rejectionOf(worker.heap({ timeoutMs: 20 }));
      expectWorkerError(error, 'ERR_WORKER_TIMEOUT', CAPTURE);
      Atomics.store(new Int32Array(cell), 0, 1);
      await looping;
      expect(await worker.call('ping')).to.equal('pong');
    }));

  it('that is full of garbage only can be captured', () =>
    withWorker(
      thread,
      async (worker) => {
        await worker.call('fillHeap', { share: 0.85 });
        await worker.call('letGo');
        expect((await worker.heap()).hasClass('Kept')).to.equal(true);
      },
      { resourceLimits: { maxOldGenerationSizeMb: 32 } },
    ));

  it('near its limit is rejected with ERR_CAPTURE_FAILED, and can be captured when there is room again', () =>
    withWorker(
      thread,
      async (worker) => {
        await worker.call('fillHeap', { share: 0.85 });
        const error = await rejectionOf(worker.heap());
        const { message } = expectWorkerError(error, 'ERR_CAPTURE_FAILED', CAPTURE);
        expect(message).to.match(/too near its limit \(\d+ of \d+ bytes in use\)/);
        await worker.call('letGo');
        await worker.collectGarbage();
        expect((await worker.heap()).hasClass('Kept')).to.equal(true);
      },
      { resourceLimits: { maxOldGenerationSizeMb: 32 } },
    ));
});

describe('a worker process', () => {
  const [, process_] = KINDS;
  if (process_?.kind !== 'process') throw new Error('the second kind is the process');

  it('is closed even if a process that it started is still running', () =>
    withWorker(process_, async (worker) => {
      const grandchild = await worker.call('leaveGrandchild');
      try {
        await worker.close();
        expect(await isRunning(grandchild)).to.equal(true);
      } finally {
        process.kill(grandchild, 'SIGKILL');
      }
    }));

  it('may send its own messages, which are ignored', () =>
    withWorker(process_, async (worker) => {
      await worker.call('sendOwnMessages');
      expect(await worker.call('ping')).to.equal('pong');
    }));

  it('ends when the process that started it is killed', async () => {
    const program = startProgram('killed-parent');
    const output = endOf(program);
    const pid = await new Promise<number>((resolve) => {
      program.stdout?.once('data', (text: string) => resolve(Number(text)));
    });
    expect(await isRunning(pid)).to.equal(true);
    program.kill('SIGKILL');
    expect((await output).signal).to.equal('SIGKILL');
    await until(async () => !(await isRunning(pid)));
  });

  it('is killed when the process that started it exits, even during an endless loop', async () => {
    const program = startProgram('exiting-parent');
    const output = endOf(program);
    const pid = Number(/looping in (\d+)/.exec(await printed(program, '\n'))?.[1]);
    expect(await isRunning(pid)).to.equal(true);
    program.kill('SIGTERM');
    expect(await output).to.include({ code: 0, signal: null });
    await until(async () => !(await isRunning(pid)));
  });
});
