import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import type { NodeOrdinal } from '../../harness/core/units.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { boundTarget, classNameOf, functionName } from '../../harness/retention/grouping/class-name.js';
import { formatWitness, witnessesOf } from '../../harness/retention/index.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';
import type * as Worker from '../support/workers/hostile-names.js';

/** A function that was bound so often, each time what came of the last; the last one first. */
async function boundChain(length: number): Promise<{ heap: HeapGraph; chain: NodeOrdinal[] }> {
  const built = new SnapshotBuilder();
  const chain = [built.node('closure', 'handle')];
  for (let more = 0; more < length; more++) {
    const bound = built.node('closure', 'native_bind');
    built.edge(bound, 'internal', 'bound_function', chain[0] ?? bound);
    chain.unshift(bound);
  }
  built.property(built.root, 'handler', chain[0] ?? built.root);
  return { heap: HeapGraph.from(await readSnapshot(built.bytes())), chain };
}

describe('functionName()', () => {
  it('contains "bound" once, however often a function was bound', async () => {
    const { heap, chain } = await boundChain(30_000);
    const names = new Set(chain.map((node) => functionName(heap, node)));
    expect([...names]).to.deep.equal(['bound handle', 'handle']);
    expect(new Set(chain.map((node) => boundTarget(heap, node)))).to.deep.equal(new Set(chain.slice(-1)));
  });

  it('terminates if a function is bound to itself in a damaged snapshot', async () => {
    const built = new SnapshotBuilder();
    const [a, b] = [built.node('closure', 'a'), built.node('closure', 'b')];
    built.edge(a, 'internal', 'bound_function', b).edge(b, 'internal', 'bound_function', a);
    const heap = HeapGraph.from(await readSnapshot(built.bytes()));
    expect(functionName(heap, a)).to.match(/^(bound )?[ab]$/);
  });
});

describe('names that are also properties of every object', function () {
  this.timeout(60_000);

  it('are treated like other classes by the witness', async () => {
    const module = new URL('../support/workers/hostile-names.js', import.meta.url);
    await using worker = await startWorker<typeof Worker>(module);
    const names = await worker.call('keep');
    const heap = await worker.heap();
    for (const name of names) {
      const [node] = heap.instances(name);
      if (node === undefined) throw new Error(`there is no ${name}`);
      expect(classNameOf(heap, node)).to.equal(name);
      const texts = witnessesOf(heap, [node]).map((witness) => formatWitness(witness));
      expect(texts.join('\n'), name).to.contain(`╰→ ${name}`);
    }
  });

  it('are treated like other references by the witness', async () => {
    const built = new SnapshotBuilder();
    const names = Object.getOwnPropertyNames(Object.prototype);
    const kept = names.map((name) => {
      const [holder, held] = [built.object(name), built.object(name)];
      built.property(built.root, name, holder);
      for (const type of ['internal', 'property', 'context']) built.edge(holder, type, name, held);
      return held;
    });
    const heap = HeapGraph.from(await readSnapshot(built.bytes()));
    for (const node of kept) {
      const [witness, ...more] = witnessesOf(heap, [node]);
      expect(more).to.deep.equal([]);
      if (witness === undefined) throw new Error(`nothing holds ${heap.name(node)}`);
      expect(formatWitness(witness)).to.contain(`╰→ ${heap.name(node)}`);
      // A function of that name, written as text, would be a word of the signature.
      expect(witness.signature.join(' '), heap.name(node)).to.match(/^[\w ]+$/);
      expect(witness.signature.at(-1)).to.equal(heap.name(node));
    }
  });
});
