import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import { type LeakTrace, witnessesOf } from '../../harness/retention/index.js';
import type * as Worker from '../support/workers/behind-proxy.js';

const module = new URL('../support/workers/behind-proxy.js', import.meta.url);

async function traceOf(act: 'subscribe' | 'visit' | 'enlist'): Promise<LeakTrace> {
  await using worker = await startWorker<typeof Worker>(module);
  await worker.call(act, 3);
  const heap = await worker.heap();
  const [witness, ...more] = witnessesOf(heap, heap.instances('Page'));
  if (witness === undefined || more.length > 0) throw new Error(`held in ${more.length + 1} ways`);
  return witness.trace;
}

/** Which of several members a trace is of depends on their order in the snapshot. */
const references = ({ nodes }: LeakTrace): string[] =>
  nodes.map(({ reference: { text } }) => text.replace(/\[\d+\]/, '[n]'));

describe('the witness of an object retained through a proxy', function () {
  this.timeout(60_000);

  it('writes members of the target as members of the proxy', async () => {
    const trace = await traceOf('visit');
    expect(trace.nodes[0]?.label).to.equal('Proxy');
    expect(references(trace)).to.deep.equal([
      'variable store',
      'target of the proxy store',
      'store.pages',
      'store.pages[n]',
    ]);
  });

  it('names a proxy without an expression once', async () => {
    expect(references(await traceOf('enlist'))).to.deep.equal([
      'variable stores',
      'stores (as a member)',
      'target of the proxy',
      'Proxy.pages',
      'Proxy.pages[n]',
    ]);
  });

  it('names the target as the key of a WeakMap, because the proxy is not its key', async () => {
    expect(references(await traceOf('subscribe'))).to.include('subscribers.get(target of the proxy store)');
  });
});
