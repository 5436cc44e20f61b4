import { expect } from 'chai';
import { furtherHolders } from '../../harness/check/judge/further-holders.js';
import { check } from '../support/check-scenario.js';

describe('furtherHolders', () => {
  it('is three, and one in a heap of more than 250,000 nodes', () => {
    expect(furtherHolders(null, 250_000)).to.equal(3);
    expect(furtherHolders(null, 250_001)).to.equal(1);
  });

  it('is the number given, whatever the size of the heap', () => {
    for (const given of [0, 1, 2, 3, 50])
      for (const nodeCount of [1000, 1_000_000]) expect(furtherHolders(given, nodeCount)).to.equal(given);
  });
});

describe('checkLeaks, where what leaks has six retainers', () => {
  const furtherOf = async (options: object) => {
    const { findings } = await check('held-by-six', options);
    const { holders = [], holdersComplete } = findings[0]?.witness ?? {};
    return { further: holders.length, holdersComplete };
  };

  it('reports all if that many are asked for', async () => {
    expect(await furtherOf({ holders: 5 })).to.deep.equal({ further: 5, holdersComplete: true });
  });

  it('reports as many as are asked for in a large heap, too', async () => {
    const large = { variant: 'in a large heap', holders: 3 };
    expect(await furtherOf(large)).to.deep.equal({ further: 3, holdersComplete: false });
  });
});
