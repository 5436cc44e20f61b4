import { expect } from 'chai';

import { startWorker } from 'heapwitness';
import { isCounted } from '../../harness/heap/diff/group-survivors.js';
import type { HeapObjectId } from '../../harness/core/units.js';
import { type Witness, witnessesOf } from '../../harness/retention/index.js';
import type * as Zoo from '../support/workers/kinds-zoo.js';
import type * as Chains from '../support/workers/promise-chains.js';

const ZOO = new URL('../support/workers/kinds-zoo.js', import.meta.url);
const CHAINS = new URL('../support/workers/promise-chains.js', import.meta.url);
/** More than an inspector is shown at once, and more than are worked out one by one. */
const RACES = 3000;

/** What so many calls leave, found among what was there before. */
async function leftBy(
  name: 'raceOften' | 'chainOften' | 'appendOften',
  count: number,
): Promise<readonly Witness[]> {
  await using worker = await startWorker<Pick<typeof Zoo, 'raceOften'> & typeof Chains>(
    name === 'raceOften' ? ZOO : CHAINS,
  );
  await worker.call(name, 1);
  await worker.collectGarbage();
  const before = await worker.heap();
  const old = new Set<HeapObjectId>(Array.from(before.ordinals(), (node) => before.id(node)));
  await worker.call(name, count);
  await worker.collectGarbage();
  const heap = await worker.heap();
  const suspects = [...heap.ordinals()].filter(
    (node) => !old.has(heap.id(node)) && isCounted(heap.type(node)),
  );
  return witnessesOf(heap, suspects, { isOld: (node) => old.has(heap.id(node)), minimumCount: 100 });
}

describe('Chains of a promise that does not settle', () => {
  for (const [what, name, handler, promise] of [
    ['of two links', 'chainOften', 'first', 'pending.first'],
    ['of ever more links', 'appendOften', 'write', 'pending.gate'],
  ] as const)
    it(`are one group if they are ${what}, with the line of the handler and the promise that would have to settle`, async () => {
      const witnesses = (await leftBy(name, RACES)).filter(({ signature }) => signature.includes('pending'));
      expect(witnesses.map(({ className }) => className)).to.deep.equal([handler]);
      const [witness] = witnesses;
      expect(witness).to.deep.include({ count: RACES, holders: [], holdersComplete: true });
      expect(witness?.kind).to.include({ id: 'promise-chain' });
      expect(witness?.kind.line).to.have.property('name', `${handler}()`);
      expect(witness?.trace.nodes.map(({ reference }) => reference.text).join('\n')).to.include(promise);
    });
});

describe('Races against one promise that does not settle', () => {
  let witnesses: readonly Witness[];

  before(async () => {
    witnesses = await leftBy('raceOften', RACES);
  });

  it('are one group: both handlers of a race, its promises and its result', () => {
    const held = witnesses.filter(({ signature }) => signature.includes('long'));
    expect(held).to.have.lengthOf(1);
    const { className, count, followers } = held[0]!;
    const counts = new Map([{ className, count }, ...followers].map((one) => [one.className, one.count]));
    expect(counts.get('(closure)')).to.equal(2 * RACES);
    expect(counts.get('Promise')).to.be.at.least(RACES);
  });

  it('are named after what they retain if the result is retained', function () {
    const [{ className, count } = { className: '', count: 0 }] = witnesses;
    // From V8 14 on a function that settled a promise lets go of it.
    const isKept = Number(process.versions.v8.split('.')[0]) < 14;
    expect([className, count]).to.deep.equal(isKept ? ['InLongRace', RACES] : ['(closure)', 2 * RACES]);
  });

  it("are reported by one reference, wherever the reported one is in V8's list of reactions", () => {
    const [witness] = witnesses;
    const { nodes, cut } = witness!.trace;
    expect(nodes[cut]?.reference).to.include({ text: 'long.then()', suspect: true, repeats: 1 });
    expect(nodes.map(({ label }) => label).join()).to.not.include('system / ');
  });

  it('have no retainer other than the promise', () => {
    const [{ holders, holdersComplete } = { holders: [null], holdersComplete: false }] = witnesses;
    expect([holders, holdersComplete]).to.deep.equal([[], true]);
  });
});
