import { expect } from 'chai';

import { startWorker } from 'heapwitness';
import type { HeapObjectId, NodeOrdinal } from '../../harness/core/units.js';
import type { HeapGraph } from '../../harness/heap/graph/index.js';
import { type Witness, witnessesOf } from '../../harness/retention/index.js';
import type * as Served from '../support/workers/filled-in-turn.js';

const BATCHES = 4;
/** Enough for three containers. */
const PER_BATCH = 30;

describe('Containers in an older collection', () => {
  let witness: (className: string) => Witness;

  before(async function () {
    this.timeout(60_000);
    await using worker = await startWorker<typeof Served>(
      new URL('../support/workers/filled-in-turn.js', import.meta.url),
    );
    // The first container is older than the run, and is filled up in it.
    await worker.call('serve', 5);
    await worker.call('closeShops');
    await worker.collectGarbage();
    const before = await worker.heap();
    const old = new Set<HeapObjectId>(Array.from(before.ordinals(), (node) => before.id(node)));
    let heap: HeapGraph = before;
    for (let batch = 0; batch < BATCHES; batch++) {
      await worker.call('serve', PER_BATCH);
      await worker.collectGarbage();
      heap = await worker.heap();
    }
    const isOld = (node: NodeOrdinal): boolean => old.has(heap.id(node));
    witness = (className) => {
      const suspects = heap.instances(className).filter((node) => !isOld(node));
      const [found, ...others] = witnessesOf(heap, suspects, { isOld });
      if (found === undefined || others.length > 0) throw new Error(`${others.length} more of ${className}`);
      return found;
    };
  });

  for (const [className, holder, container, id] of [
    ['Request', 'tenants', 'Tenant', 'unbounded-cache'],
    ['Event', 'days', 'Day', 'growing-object'],
  ] as const)
    it(`that are filled in turn are what grows: ${holder}`, () => {
      const { kind, trace, verifiedCut, count, className: named } = witness(className);
      expect([named, count]).to.deep.equal([className, BATCHES * PER_BATCH]);
      expect(kind).to.deep.include({ id, holder });
      expect(kind.line?.name).to.equal(container);
      expect(trace.nodes[trace.cut]).to.include({
        className: container,
        status: 'yes',
        reason: 'one of ever more, which are filled in turn',
      });
      expect(verifiedCut).to.include({ text: holder, references: 1, freed: count });
    });

  it('that all grow are each what grows', () => {
    const { kind, trace, verifiedCut } = witness('Order');
    expect(kind.id).to.equal('growing-array');
    expect(kind.holder).to.match(/^shops\.get\(.*\)\.orders$/);
    expect(trace.nodes[trace.cut]?.className).to.equal('Order');
    expect(verifiedCut?.references).to.equal(6);
  });
});
