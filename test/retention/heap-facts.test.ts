import { expect } from 'chai';
import type { NodeOrdinal } from '../../harness/core/units.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { HeapFacts } from '../../harness/retention/search/heap-facts.js';
import { witnessesOf } from '../../harness/retention/index.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

const MODULE = { id: 7, url: 'file:///app/main.js' };
const EVAL = { id: 9, url: '' };

/** The heap of a module with a variable `kept`, and closures of these scripts that see it, in this order. */
class ModuleHeap extends SnapshotBuilder {
  readonly scope: NodeOrdinal;
  readonly inner: NodeOrdinal;
  readonly kept: NodeOrdinal;

  constructor(scripts: readonly (typeof MODULE)[]) {
    super();
    const realm = this.node('hidden', 'system / NativeContext');
    this.scope = this.object('system / Context');
    this.inner = this.object('system / Context');
    this.kept = this.object('Kept');
    this.edge(this.root, 'element', 1, realm).edge(this.scope, 'internal', 'previous', realm);
    this.edge(this.inner, 'internal', 'previous', this.scope).edge(this.scope, 'context', 'kept', this.kept);
    for (const script of scripts) this.#closure(script);
  }

  #closure({ id, url }: typeof MODULE): void {
    const [closure, shared] = [this.node('closure', 'see'), this.node('code', 'see')];
    const script = this.node('code', url);
    this.edge(this.root, 'element', 1 + id, closure).edge(closure, 'internal', 'context', this.inner);
    this.edge(closure, 'internal', 'shared', shared).edge(shared, 'internal', 'script', script);
    this.edge(script, 'internal', 'source', this.node('string', '…'));
    if (url !== '') this.edge(script, 'internal', 'name', this.node('string', url));
    this.locate(closure, id, 0, 0);
  }

  async read(): Promise<HeapGraph> {
    return HeapGraph.from(await readSnapshot(this.bytes()));
  }
}

describe('HeapFacts', () => {
  for (const [order, scripts] of [
    ['after', [MODULE, EVAL]],
    ['before', [EVAL, MODULE]],
  ] as const) {
    it(`assigns a scope to its module, even if the snapshot has a closure made by eval ${order} its own`, async () => {
      const built = new ModuleHeap(scripts);
      const heap = await built.read();
      const facts = new HeapFacts(heap);
      expect([built.scope, built.inner].map((context) => facts.contextUrl(context))).to.deep.equal([
        MODULE.url,
        MODULE.url,
      ]);
      expect(facts.topContexts).to.deep.equal([built.scope]);
      const [witness] = witnessesOf(heap, [built.kept]);
      expect(witness?.signature).to.deep.equal(['module app/main', 'kept', 'Kept']);
    });
  }

  it('assigns a scope to an eval if only closures of that eval refer to it', async () => {
    const built = new ModuleHeap([EVAL]);
    expect(new HeapFacts(await built.read()).contextUrl(built.scope)).to.equal('');
  });
});
