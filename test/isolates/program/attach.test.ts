import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { type AttachedWorker, attach, WorkerError, workers } from '../../../harness/index.js';
import { census } from '../../../harness/workshop.js';
import { runProgram } from '../../support/run-program.js';

const TASKS = new URL('../../support/workers/task-thread.js', import.meta.url);
const TABLES = new URL('../../support/workers/table-thread.js', import.meta.url);

describe('attach', () => {
  const started: Worker[] = [];

  afterEach(async () => {
    for (const worker of started.splice(0)) await worker.terminate();
  });

  async function start(script: URL, workerData: object = {}): Promise<Worker> {
    const worker = new Worker(script, { workerData });
    started.push(worker);
    await once(worker, 'online');
    return worker;
  }

  async function task(worker: Worker, index: number, kind: string): Promise<void> {
    const answered = once(worker, 'message');
    worker.postMessage({ index, kind });
    await answered;
  }

  async function failureOf(calling: Promise<unknown>): Promise<WorkerError> {
    try {
      await calling;
    } catch (error) {
      if (error instanceof WorkerError) return error;
      throw error;
    }
    throw new Error('it did not fail');
  }

  it('reads the heap of a worker that the harness did not start, as often as needed', async () => {
    const worker = await start(TASKS);
    await using handle = await attach(worker);
    expect(handle).to.include({ threadId: worker.threadId });
    for (const count of [3, 5]) {
      for (let index = 0; index < count; index++) await task(worker, index, 'leak');
      await handle.collectGarbage();
      expect((await handle.heap()).instances('Session')).to.have.lengthOf(count);
    }
  });

  it('reads a heap through two handles at once', async () => {
    const worker = await start(TASKS);
    await task(worker, 0, 'leak');
    const handles = [await attach(worker), await attach(worker)];
    const heaps = await Promise.all(handles.map((handle) => handle.heap()));
    expect(heaps.map((heap) => heap.instances('Session').length)).to.deep.equal([1, 1]);
    for (const handle of handles) await handle.detach();
  });

  it('reads a heap without what was only logged, and without what is garbage', async () => {
    const worker = await start(TASKS);
    await using handle = await attach(worker);
    for (let index = 0; index < 5; index++) await task(worker, index, 'log');
    expect((await handle.heap()).instances('Session')).to.have.lengthOf(0);
  });

  it('attaches to a worker that was started a moment ago', async () => {
    const worker = new Worker(TASKS);
    started.push(worker);
    await using handle = await attach(worker);
    expect(handle.threadId).to.equal(worker.threadId);
  });

  it('counts the stale entries of a worker whose thread-locals were not removed', async () => {
    const worker = await start(TABLES);
    await once(worker, 'message');
    await using handle = await attach(worker);
    const { entries, staleEntries, liveEntries, keys } = await census(handle);
    expect({ entries, staleEntries, liveEntries, keys }).to.deep.equal({
      entries: 5,
      staleEntries: 4,
      liveEntries: 1,
      keys: 1,
    });
  });

  it('finds all workers, also nested ones, with the lines that started them', async () => {
    const worker = await start(TASKS, { nested: true });
    await task(worker, 0, 'leak');
    const found = await workers();
    try {
      expect(found.map(({ script }) => script)).to.deep.equal([TASKS, TASKS].map(({ pathname }) => pathname));
      const [outer, inner] = found;
      expect(outer?.startedAt?.url).to.equal(import.meta.url);
      expect(inner?.startedAt).to.equal(null);
      const counts = await Promise.all(
        found.map(async (one) => (await one.heap()).instances('Session').length),
      );
      expect(counts).to.deep.equal([0, 1]);
    } finally {
      for (const one of found) await one.detach();
    }
  });

  it('finds workers that were started a moment ago', async () => {
    const some = Array.from({ length: 3 }, () => new Worker('setInterval(() => null, 1e3)', { eval: true }));
    try {
      const found = await workers();
      const ids = found.map(({ threadId }) => threadId);
      await Promise.all(found.map((handle) => handle.detach()));
      expect(ids).to.include.members(some.map(({ threadId }) => threadId));
    } finally {
      await Promise.all(some.map((worker) => worker.terminate()));
    }
  });

  it('finds none if there is none', async () => {
    expect(await workers()).to.deep.equal([]);
  });

  it('leaves the worker as it was: it runs on, and nothing of the harness watches it', async () => {
    const worker = await start(TASKS);
    const handle = await attach(worker);
    await handle.heap();
    await handle.detach();
    await handle.detach();
    await task(worker, 0, 'leak');
    await using again = await attach(worker);
    const heap = await again.heap();
    // Only the visitor of the handle that is attached now.
    expect(heap.instances('HeapwitnessVisitor')).to.have.lengthOf(1);
    expect(heap.instances('Session')).to.have.lengthOf(1);
  });

  const failures: Readonly<Record<string, readonly [code: string, use: () => Promise<unknown>]>> = {
    'a worker that has ended': [
      'ERR_WORKER_EXITED',
      async () => {
        const worker = await start(TASKS);
        await worker.terminate();
        await attach(worker);
      },
    ],
    'a worker that ends while it is attached': [
      'ERR_WORKER_EXITED',
      async () => {
        const { worker, handle } = await attached();
        await worker.terminate();
        await handle.heap();
      },
    ],
    'a worker that ends while it is captured': [
      'ERR_WORKER_EXITED',
      async () => {
        const { worker, handle } = await attached();
        await Promise.all([handle.heap(), worker.terminate()]);
      },
    ],
    'a handle that was detached': [
      'ERR_WORKER_CLOSED',
      async () => {
        const { handle } = await attached();
        await handle.detach();
        await handle.heap();
      },
    ],
    'a worker that is not of this process': [
      'ERR_CAPTURE_FAILED',
      () => attach({ threadId: 4711 } as Worker),
    ],
  };
  for (const [what, [code, use]] of Object.entries(failures)) {
    it(`fails with ${code} for ${what}`, async () => {
      const error = await failureOf(use());
      expect(error.code).to.equal(code);
      expect(error.message).to.match(/[.] [A-Z]|Call it|Attach|Make all/);
    });
  }

  it('fails with ERR_USAGE for what is not a worker', async () => {
    const wrong: unknown = { name: 'x' };
    try {
      await attach(wrong as Worker);
    } catch (error) {
      return expect(error).to.include({ code: 'ERR_USAGE' });
    }
    throw new Error('it did not fail');
  });

  async function attached(): Promise<{ worker: Worker; handle: AttachedWorker }> {
    const worker = await start(TASKS);
    // Its modules are loaded: Node aborts if a thread that loads modules is terminated during a request.
    await task(worker, 0, 'none');
    return { worker, handle: await attach(worker) };
  }

  it('works again and again while threads end, which must not end the process', async () => {
    const { code, signal, stdout, stderr } = await runProgram('attach-while-threads-end');
    expect({ code, signal, stdout }, stderr).to.deep.equal({ code: 0, signal: null, stdout: 'attached' });
  });
});
