import { expect } from 'chai';
import { KINDS, withWorker, workerModule } from '../../support/both-kinds.js';
import { expectHeapwitnessError, expectWorkerError, rejectionOf } from '../../support/errors.js';

const EXTENSION = workerModule('extension');
const extensions = [EXTENSION];

for (const kind of KINDS) {
  describe(`an extension of the agent in a worker ${kind.kind}`, () => {
    it('answers by name, and sees the module of the worker', () =>
      withWorker(
        kind,
        async (worker) => {
          expect(await worker.askExtension('sum', [1, 2, 3])).to.equal(6);
          expect(await worker.askExtension('exported', null)).to.equal(true);
        },
        { extensions },
      ));

    it('fails like the worker’s agent, with a name; the worker stays usable', () =>
      withWorker(
        kind,
        async (worker) => {
          const failed = await rejectionOf(worker.askExtension('fails', null));
          expectWorkerError(failed, 'ERR_INTERNAL', { worker: 'obliging', call: 'fails' });
          expect(failed).to.have.property('message').that.includes('this extension fails');
          const unsent = await rejectionOf(worker.askExtension('answersWithFunction', null));
          expectHeapwitnessError(unsent, 'ERR_NOT_SERIALIZABLE');
          expect(await worker.call('ping')).to.equal('pong');
        },
        { extensions },
      ));

    it('rejects with ERR_USAGE if no extension has a handler of that name', () =>
      withWorker(
        kind,
        async (worker) => {
          for (const name of ['nobody', 'toString']) {
            const error = await rejectionOf(worker.askExtension(name, null));
            expectWorkerError(error, 'ERR_USAGE', { worker: 'obliging', call: name });
          }
        },
        { extensions },
      ));

    it('provides classes to count, without the prototypes of subclasses', () =>
      withWorker(
        kind,
        async (worker) => {
          await worker.askExtension('makeExtras', 5);
          expect(await worker.queryObjects()).to.deep.equal({ Extra: 5, Kept: 0 });
        },
        { extensions, countedClasses: ['Extra', 'Kept'] },
      ));

    it('does not load its classes if nothing is counted', () =>
      withWorker(kind, async (worker) => expect(await worker.askExtension('timesAsked', null)).to.equal(0), {
        extensions,
      }));

    for (const [what, module, said] of [
      ['does not load', 'throws-at-load', 'Cannot load the extension'],
      ['exports no handlers', 'obliging', 'exports no handlers'],
    ] as const)
      it(`is rejected with ERR_USAGE if it ${what}`, async () => {
        const start = kind.start(workerModule('obliging'), { extensions: [workerModule(module)] });
        const error = await rejectionOf(start);
        expectHeapwitnessError(error, 'ERR_USAGE');
        expect(error).to.have.property('message').that.includes(said);
      });
  });
}
