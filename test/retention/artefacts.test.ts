import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';

import { readHeapGraph, startWorker, startWorkerProcess } from 'heapwitness';
import type { HeapGraph } from '../../harness/heap/graph/index.js';
import { type ArtefactName, type Witness, witnessesOf } from '../../harness/retention/index.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import type * as Artefacts from '../support/workers/artefacts.js';

const MODULE = new URL('../support/workers/artefacts.js', import.meta.url);

describe('Retention by the measurement itself', () => {
  let heap: HeapGraph;

  before(async () => {
    await using worker = await startWorker<typeof Artefacts>(MODULE);
    await worker.call('keepErrors');
    await worker.call('printInspected');
    await worker.call('suspend');
    void worker.call('neverAnswer').catch(() => undefined);
    await worker.collectGarbage();
    heap = await worker.heap();
  });

  const witness = (className: string): Witness => theWitness(heap, className);

  it('is named if nothing else retains the object: an unread Error.stack', () => {
    expectArtefact(witness('InStack'), 'unread-error-stack');
  });

  it('is named if nothing else retains the object: the console of an inspector', () => {
    expectArtefact(witness('InConsole'), 'inspector-console');
    expect(witness('InConsole').trace.nodes[0]?.reference.text).to.equal(
      'argument of console.log, kept for the inspector',
    );
  });

  it('is not reported for objects that the module retains too, but is listed among the retainers', () => {
    expect(witness('KeptInStack').artefact).to.equal(null);
    expect(witness('KeptInConsole').artefact).to.equal(null);
    const names = witness('KeptInConsole').holders.map(({ artefact }) => artefact?.name);
    expect(names).to.include('inspector-console');
    expect(witness('KeptInStack').holders.map(({ artefact }) => artefact?.name)).to.deep.equal([
      'unread-error-stack',
    ]);
  });

  it('does not include suspended functions of the user', () => {
    expect(witness('InFrame').artefact).to.equal(null);
    expect(witness('InFrame').signature).to.include('suspended function');
    expect(witness('KeptInFrame').artefact).to.equal(null);
  });

  it('includes suspended functions of the agent, and the stack of the thread that it parked', () => {
    const frames = [...heap.ordinals()].filter(
      (node) => heap.name(node) === 'Generator' && heap.type(node) === 'object',
    );
    const called = frames.filter((node) => functionName(heap, node) === 'answer');
    expect(called).to.not.have.lengthOf(0);
    const registers = called.flatMap((node) => [...heap.edges(node)].map(({ to }) => to));
    const promises = registers.filter(
      (node) => heap.name(node) === 'Promise' && heap.type(node) === 'object',
    );
    const found = witnessesOf(heap, promises);
    expect(found.map(({ artefact }) => artefact?.name)).to.include('suspended-agent-frame');
  });

  it('includes objects retained only by variables of the agent, but not through a function of the user', () => {
    expectArtefact(witness('ObjectCounter'), 'own-controls');
    const frames = heap.instances('KeptInFrame');
    expect(witnessesOf(heap, frames, { maximumHolders: 0 })[0]?.artefact).to.equal(null);
  });

  it('is not reported for an error that the module retains, whatever its unread stack retains', () => {
    const errors = heap
      .instances('Error')
      .filter((error) => heap.retainers(error).some(({ type }) => type === 'element'));
    const [found] = witnessesOf(heap, [
      ...errors,
      ...heap.instances('Receiver'),
      ...heap.instances('InStack'),
    ]);
    expect(found).to.deep.include({ className: 'Error', artefact: null });
    expect(found?.followers.map(({ className }) => className)).to.include('InStack');
    expect(found?.signature).to.deep.equal(['module artefacts', 'errors', 'Array', 'Error']);
  });

  it('includes boilerplates of literals, which V8 keeps with the code of a function', () => {
    const patterns = [...heap.ordinals()].filter((node) =>
      heap
        .retainers(node)
        .some(
          ({ name, from }) => name === 'transition_info' && heap.name(from) === 'system / AllocationSite',
        ),
    );
    const found = witnessesOf(heap, patterns, { maximumHolders: 0 }).filter(
      ({ artefact }) => artefact !== null,
    );
    expect(found.map(({ artefact }) => artefact?.name)).to.include('compiled-code');
  });

  it('includes the targets of WeakRefs until the job ends', async () => {
    const inJob = await heapWithinJob();
    expectArtefact(theWitness(inJob, 'InJob'), 'keep-during-job');
    expect(theWitness(inJob, 'KeptInJob').artefact).to.equal(null);
    expect(theWitness(inJob, 'KeptInJob').holders.map(({ artefact }) => artefact?.name)).to.deep.equal([
      'keep-during-job',
    ]);
  });

  it('includes the feedback of functions under coverage, and only then', () =>
    withTemporaryFolder(async (folder) => {
      for (const NODE_V8_COVERAGE of [folder, undefined]) {
        const env = { ...process.env, NODE_V8_COVERAGE };
        await using worker = await startWorkerProcess<typeof Artefacts>(MODULE, { env });
        await worker.call('runAndDrop');
        await worker.collectGarbage();
        const covered = await worker.heap();
        const left = [...covered.ordinals()].filter(
          (node) => covered.property(node, 'onlyInDroppedCode') !== undefined,
        );
        const found = witnessesOf(covered, left).map(({ artefact }) => artefact?.name);
        expect(found).to.deep.equal(NODE_V8_COVERAGE === undefined ? [] : ['coverage']);
      }
    }));
});

function theWitness(heap: HeapGraph, className: string): Witness {
  const [witness, ...more] = witnessesOf(heap, heap.instances(className));
  if (witness === undefined || more.length > 0) throw new Error(`${more.length} more of ${className}`);
  return witness;
}

function expectArtefact({ artefact }: Witness, name: ArtefactName): void {
  expect(artefact).to.deep.include({ name });
  expect(artefact?.why).to.not.equal('');
  expect(artefact?.remedy).to.not.equal('');
}

function functionName(heap: HeapGraph, generator: Parameters<HeapGraph['name']>[0]): string {
  const closure = heap.property(generator, 'function', 'internal');
  return closure === undefined ? '' : heap.name(closure);
}

/** The heap of a worker whose current job does not end while it is captured. */
async function heapWithinJob(): Promise<HeapGraph> {
  const cell = new SharedArrayBuffer(8);
  const source = `
    const { workerData, parentPort } = require('node:worker_threads');
    import(workerData.module).then(({ holdJob }) => setImmediate(() => {
      parentPort.postMessage('now');
      holdJob(workerData.cell);
    }));`;
  const worker = new Worker(source, { eval: true, workerData: { module: MODULE.href, cell } });
  try {
    await once(worker, 'message');
    const flags = new Int32Array(cell);
    expect(Atomics.wait(flags, 1, 0, 30_000)).to.not.equal('timed-out');
    const heap = await readHeapGraph(await worker.getHeapSnapshot());
    Atomics.store(flags, 0, 1);
    Atomics.notify(flags, 0);
    return heap;
  } finally {
    await worker.terminate();
  }
}
