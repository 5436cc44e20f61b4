import * as chai from 'chai';
import { expect } from 'chai';
import type { HeapGraph } from 'heapwitness';
import heapwitness from 'heapwitness/chai';
import { formatLeakTrace, witnessesOf } from '../../harness/retention/index.js';
import { KINDS, withWorker } from '../support/both-kinds.js';
import { thrownBy } from '../support/errors.js';

chai.use(heapwitness);

/** What stands below "is retained by:". */
function traceIn(error: unknown): string {
  const [, trace = ''] = /is retained by:\n([^]*)$/.exec((error as Error).message) ?? [];
  return trace;
}

for (const kind of KINDS) {
  describe(`a failed assertion about the heap of a real ${kind.kind}`, () => {
    let earlier: HeapGraph;
    let now: HeapGraph;

    beforeEach(() =>
      withWorker(kind, async (worker) => {
        await worker.call('keep', { count: 1 });
        earlier = await worker.heap();
        now = await worker.heap();
      }),
    );

    it('shows the same trace as a check, for retain and for collected', () => {
      const [first] = now.instances('Kept');
      if (first === undefined) throw new Error('nothing is kept');
      const [witness] = witnessesOf(now, [first], { maximumHolders: 0 });
      if (witness === undefined) throw new Error('nothing holds it');
      const expected = formatLeakTrace(witness.trace);
      const retained = thrownBy(() => expect(now).to.retain(0).instancesOf('Kept'));
      const collected = thrownBy(() => expect(now).to.have.collected(1).instancesOf('Kept').since(earlier));
      expect(traceIn(retained)).to.equal(expected);
      expect(traceIn(collected)).to.equal(expected);
      expect(expected).to.match(/┬─ module .*obliging\.js[^]*↓ variable held[^]*╰→ Kept/);
      // The shortest way in such a heap leads through V8's own tables.
      expect(expected).to.not.match(/cleanup_queue|ModuleWrap|Environment/);
    });
  });
}
