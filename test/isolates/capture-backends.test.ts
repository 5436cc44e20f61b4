import { expect } from 'chai';
import { captureBackends, startWorkerProcess } from 'heapwitness';
import type { LongLivedWorker } from 'heapwitness';
import { workerModule } from '../support/both-kinds.js';
import { expectWorkerError, rejectionOf } from '../support/errors.js';
import type * as Obliging from '../support/workers/obliging.js';

const CAPTURE = { worker: 'obliging', call: 'capture' };
const NATIVE = ['heapdump', 'v8-profiler-next'] as const;

/** Node options under which the native packages are not there, or were compiled for something else. */
function withoutPackages(code: 'MODULE_NOT_FOUND' | 'ERR_DLOPEN_FAILED'): string {
  const preload = `import { Module } from 'node:module';
    const load = Module._load;
    Module._load = function (name, ...more) {
      if (${JSON.stringify(NATIVE)}.includes(name)) throw Object.assign(new Error(name), { code: '${code}' });
      return load.call(this, name, ...more);
    };`;
  return `--import=data:text/javascript,${encodeURIComponent(preload)}`;
}

const start = (execArgv?: readonly string[]): Promise<LongLivedWorker<typeof Obliging>> =>
  startWorkerProcess<typeof Obliging>(workerModule('obliging'), { name: 'obliging', execArgv });

const here = await captureBackends();

describe('captureBackends()', () => {
  for (const { name, available, reason } of here) {
    it(`is correct about ${name}: ${available ? 'it captures, and counts what is there' : reason}`, async () => {
      await using worker = await start();
      await worker.call('keep', { count: 33 });
      if (available) {
        expect(reason).to.equal(null);
        expect((await worker.heap({ backend: name })).instances('Kept')).to.have.lengthOf(33);
        return;
      }
      const error = await rejectionOf(worker.heap({ backend: name }));
      expect(expectWorkerError(error, 'ERR_CAPTURE_BACKEND', CAPTURE).message).to.include(reason);
      expect(await worker.call('ping')).to.equal('pong');
    });
  }

  for (const [code, remedy] of [
    ['MODULE_NOT_FOUND', 'not installed'],
    ['ERR_DLOPEN_FAILED', 'npm rebuild'],
  ] as const) {
    it(`lists only node:v8, with the remedy, if the packages fail with ${code}`, async () => {
      const reports = await inNodeWith(withoutPackages(code), captureBackends);
      expect(reports.map(({ name, available }) => ({ name, available }))).to.deep.equal([
        { name: 'node:v8', available: true },
        { name: 'heapdump', available: false },
        { name: 'v8-profiler-next', available: false },
      ]);
      for (const { reason } of reports.slice(1)) expect(reason).to.include(remedy);
    });

    it(`agrees with ERR_CAPTURE_BACKEND if the packages fail with ${code}; the worker stays usable`, async () => {
      await using worker = await start([withoutPackages(code)]);
      for (const backend of NATIVE) {
        const error = await rejectionOf(worker.heap({ backend }));
        const { message } = expectWorkerError(error, 'ERR_CAPTURE_BACKEND', CAPTURE);
        expect(message).to.include(backend).and.include(remedy);
      }
      expect((await worker.heap()).hasClass('Kept')).to.equal(true);
    });
  }

  it('rejects any other backend with ERR_CAPTURE_BACKEND', async () => {
    await using worker = await start();
    const error = await rejectionOf(worker.heap({ backend: 'toString' as 'heapdump' }));
    expectWorkerError(error, 'ERR_CAPTURE_BACKEND', CAPTURE);
  });
});

async function inNodeWith<T>(option: string, run: () => Promise<T>): Promise<T> {
  const { NODE_OPTIONS } = process.env;
  process.env['NODE_OPTIONS'] = option;
  try {
    return await run();
  } finally {
    if (NODE_OPTIONS === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = NODE_OPTIONS;
  }
}
