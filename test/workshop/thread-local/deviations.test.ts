import { once } from 'node:events';
import { setImmediate as nextMacrotask } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { ThreadLocal } from 'heapwitness/thread-local';
import { collectUntil } from './support/collection.js';
import { parkThread } from './support/parked-thread.js';
import { inFreshThread, plainAt, slots } from './support/tables.js';

// docs/thread-local.md lists them all; those that another file's tests prove are not here.
describe('deviations from the JDK', () => {
  it("remove() makes the entry stale, but does not clear the engine's own reference", () => {
    inFreshThread((thread) => {
      const key = plainAt<number>(3);
      key.set(1);
      const entry = thread.threadLocals?.table[3];
      key.remove();
      expect([entry?.deref(), entry?.value]).to.deep.equal([undefined, null]);
      // oxlint-disable-next-line typescript/unbound-method -- it is called with its receiver
      expect(Reflect.apply(WeakRef.prototype.deref, entry, []) === key).to.equal(true);
    });
  });

  it('a walk over a live entry retains its key until the end of the job', async () => {
    const { thread, enter } = parkThread();
    enter(() => plainAt<string>(3).set('dropped'));
    await nextMacrotask();
    enter(() => plainAt<string>(3).get());
    for (let round = 0; round < 4; round++) globalThis.gc?.();
    expect(slots(thread.threadLocals)).to.equal('3:dropped 4:null');
    await collectUntil(() => slots(thread.threadLocals) === '3:x 4:x', 'the collection of the dropped keys');
    thread.exit();
  });

  it('each isolate has its own hash counter, which begins at 0', async () => {
    const module = new URL('../../../harness/workshop/thread-local/index.js', import.meta.url);
    const source = `
      import(${JSON.stringify(module.href)}).then(({ ThreadLocal }) => {
        require('node:worker_threads').parentPort.postMessage(new ThreadLocal().threadLocalHashCode);
      });`;
    void new ThreadLocal();
    const worker = new Worker(source, { eval: true });
    const [first]: unknown[] = await once(worker, 'message');
    await worker.terminate();
    expect(first).to.equal(0);
  });

  it('undefined is stored and returned as a value of its own', () => {
    inFreshThread(() => {
      let calls = 0;
      const key = ThreadLocal.withInitial((): number | undefined => {
        calls += 1;
        return undefined;
      });
      expect([key.get(), key.get(), calls]).to.deep.equal([undefined, undefined, 1]);
    });
  });
});
