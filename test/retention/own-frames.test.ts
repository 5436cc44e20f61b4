import { expect } from 'chai';
import type { NodeOrdinal } from '../../harness/core/units.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { type Witness, witnessesOf } from '../../harness/retention/index.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

/** A heap in which calls of the harness wait for each other, the last of them for a function. */
class Waiting extends SnapshotBuilder {
  #scripts = 0;

  closure(name: string, url: string): NodeOrdinal {
    const [script, shared, closure] = [
      this.node('code', url),
      this.node('code', name),
      this.node('closure', name),
    ];
    this.edge(script, 'internal', 'name', this.node('string', url));
    this.edge(script, 'internal', 'source', this.node('string', '…'));
    this.edge(closure, 'internal', 'shared', shared).edge(shared, 'internal', 'script', script);
    this.locate(closure, ++this.#scripts, 0, 0);
    return closure;
  }

  /** Suspended calls of a function of that script, each held by the one before. */
  frames(url: string, waitingFor: NodeOrdinal): void {
    const stack = this.node('synthetic', '(Stack roots)');
    this.edge(this.root, 'element', 1, stack);
    let at = stack;
    for (const name of ['look', 'cycle', 'check']) {
      const [frame, registers] = [this.object('Generator'), this.node('array', '')];
      this.edge(frame, 'internal', 'function', this.closure(name, url));
      this.edge(frame, 'internal', 'parameters_and_registers', registers);
      this.edge(at, 'internal', '3', frame);
      at = registers;
    }
    this.edge(at, 'internal', '7', waitingFor);
  }

  async witness(suspect: NodeOrdinal): Promise<Witness> {
    const heap = HeapGraph.from(await readSnapshot(this.bytes()));
    const [witness] = witnessesOf(heap, [suspect], { isOld: (node) => node !== suspect });
    if (witness === undefined) throw new Error('nothing holds it');
    return witness;
  }
}

function keptBy(url: string): Promise<Witness> {
  const heap = new Waiting();
  const [scope, list, kept] = [heap.object('system / Context'), heap.object('Array'), heap.object('Kept')];
  const iteration = heap.closure('iteration', 'file:///app/leak.test.js');
  heap.edge(iteration, 'internal', 'context', scope).edge(scope, 'context', 'kept', list);
  heap.edge(list, 'element', 3, kept);
  heap.frames(url, iteration);
  return heap.witness(kept);
}

/** The witnesses of objects in an old list, if the harness waits for the scenario by a new array of its own. */
async function keptBelowNew(url: string): Promise<Witness[]> {
  const heap = new Waiting();
  const [scope, list, own] = [heap.object('system / Context'), heap.object('Array'), heap.object('Array')];
  const iteration = heap.closure('iteration', 'file:///app/leak.test.js');
  heap.edge(iteration, 'internal', 'context', scope).edge(scope, 'context', 'kept', list);
  const kept = Array.from({ length: 9 }, (_, at) => {
    const [one, inner] = [heap.object('Kept'), heap.object('Array')];
    heap.edge(list, 'element', at, one).property(one, 'x', inner);
    return [one, inner];
  }).flat();
  heap.edge(own, 'element', 0, iteration);
  heap.frames(url, own);
  const suspects = [own, ...kept];
  const graph = HeapGraph.from(await readSnapshot(heap.bytes()));
  return witnessesOf(graph, suspects, { isOld: (node) => !suspects.includes(node) });
}

describe('the witness of a check in its own process', () => {
  const ours = new URL('../../harness/check/host/check-in-process.js', import.meta.url).href;

  it('begins with the function of the user, not with calls of the harness that wait for it', async () => {
    const { trace, signature } = await keptBy(ours);
    expect(trace.root.text).to.match(/^the scenario: /);
    const labels = trace.nodes.map(({ label }) => label);
    expect(labels).to.deep.equal(['iteration()', 'Array', 'Kept']);
    const references = trace.nodes.map(({ reference: { text } }) => text);
    expect(references).to.deep.equal(['its function', 'variable kept of iteration()', 'kept[3]']);
    expect(trace.cut).to.equal(2);
    expect(signature).to.deep.equal(['harness', 'iteration()', 'kept', 'Array', 'Kept']);
  });

  it('is one of the leak with all that it retains, even if a new array of the harness leads to the function', async () => {
    const [leak, own, ...more] = await keptBelowNew(ours);
    expect(more).to.deep.equal([]);
    expect(leak).to.deep.include({
      className: 'Kept',
      count: 9,
      followers: [{ className: 'Array', type: 'object', count: 9 }],
      artefact: null,
      signature: ['harness', 'iteration()', 'kept', 'Array', 'Kept'],
    });
    expect(leak?.trace.nodes.map(({ label }) => label)).to.deep.equal(['iteration()', 'Array', 'Kept']);
    expect(leak?.verifiedCut).to.include({ text: 'kept', freed: 9 });
    expect(own).to.include({ className: 'Array', count: 1 });
    expect(own?.artefact?.name).to.equal('suspended-agent-frame');
  });

  it('shows calls of the user in full', async () => {
    const { trace } = await keptBy('file:///app/server.js');
    const labels = trace.nodes.map(({ label }) => label).join(', ');
    expect(labels).to.match(/^Generator: suspended look\(\).*iteration\(\), Array, Kept$/);
  });
});
