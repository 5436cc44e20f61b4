import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import type { NodeOrdinal } from '../../harness/core/units.js';
import type { HeapGraph } from '../../harness/heap/graph/index.js';
import { type FoundWitness, formatWitness, witnessesOf } from '../../harness/retention/index.js';
import type * as Worker from '../support/workers/unclosed-handles.js';

const OPENED = 9;

describe('the witness of an unclosed handle', function () {
  this.timeout(60_000);
  let heap: HeapGraph;
  let witnesses: FoundWitness[];

  const wayTo = (className: string): FoundWitness => {
    const [way, ...more] = witnesses.filter((one) => one.className === className);
    const found = witnesses.map((one) => one.className).join(', ');
    if (way === undefined || more.length > 0) throw new Error(`not one way to ${className} among ${found}`);
    return way;
  };

  before(async () => {
    const module = new URL('../support/workers/unclosed-handles.js', import.meta.url);
    await using worker = await startWorker<typeof Worker>(module);
    await worker.call('open', 1);
    const before = await worker.heap();
    const old = new Set(Array.from(before.ordinals(), (node) => before.id(node)));
    await worker.call('open', OPENED);
    await worker.collectGarbage();
    heap = await worker.heap();
    const isOld = (node: NodeOrdinal): boolean => old.has(heap.id(node));
    const suspects = [...heap.ordinals()].filter(
      (node) => !isOld(node) && ['object', 'closure'].includes(heap.type(node)),
    );
    witnesses = witnessesOf(heap, suspects, { isOld, minimumCount: OPENED });
  });

  it('names the server, not its native handle', () => {
    const way = wayTo('Server');
    expect(way).to.include({ count: OPENED, holdersComplete: true });
    expect(way.holders).to.deep.equal([]);
    expect(way.followers).to.deep.include({ className: 'TCP', type: 'object', count: OPENED });
  });

  it('follows a handle to the listener of the user, with its position', () => {
    const way = wayTo('Server');
    expect(way.trace.nodes.map(({ label }) => label)).to.deep.equal([
      'Server: calls onConnection()',
      'onConnection()',
    ]);
    expect(way.trace.nodes.at(-1)?.position?.url).to.match(/unclosed-handles\.ts$/);
  });

  it('gives the position of a listener that does not leak itself', () => {
    const way = wayTo('Socket');
    const last = way.trace.nodes.at(-1);
    expect(last?.label).to.equal('Socket: calls onMessage()');
    expect(last?.position?.url).to.match(/unclosed-handles\.ts$/);
  });

  it('reports that a blob is retained by its object URL', () => {
    const way = wayTo('Blob');
    const last = way.trace.nodes.at(-1);
    expect(way.count).to.equal(OPENED);
    expect(last?.label).to.equal('Blob: URL.revokeObjectURL() was not called');
    expect(last?.reference.text).to.equal('object of URL.createObjectURL()');
  });

  it('gives different kinds of handles different fingerprints', () => {
    const names = ['Server', 'Socket', 'FSWatcher'];
    const signatures = names.map((name) => wayTo(name).signature);
    expect(signatures.map((signature) => signature.join(' / '))).to.deep.equal([
      'listener / onConnection()',
      'handle / Socket',
      'handle / FSWatcher',
    ]);
  });

  it('states in the text which resource is open', () => {
    expect(formatWitness(wayTo('FSWatcher'))).to.match(
      /^FSWatcher × 9[^]*┬─ a (native )?handle [^]*↓ native handle's object\n[^]*╰→ FSWatcher/,
    );
  });
});
