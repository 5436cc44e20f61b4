import { expect } from 'chai';
import { furtherHolders } from '../../harness/check/judge/further-holders.js';
import { check } from '../support/check-scenario.js';

describe('furtherHolders', () => {
  it('is three, and one in a heap of more than 250,000 nodes', () => {
    expect(furtherHolders(null, 250_000)).to.equal(3);
    expect(furtherHolders(null, 250_001)).to.equal(1);
  });

  it('is the given number, whatever the size of the heap', () => {
    for (const given of [0, 1, 2, 3, 50])
      for (const nodeCount of [1000, 1_000_000]) expect(furtherHolders(given, nodeCount)).to.equal(given);
  });
});

describe('checkLeaks, if leaking objects have six retainers', () => {
  const furtherOf = async (options: object) => {
    const { findings } = await check('held-by-six', options);
    const { holders = [], holdersComplete } = findings[0]?.witness ?? {};
    return { further: holders.length, holdersComplete };
  };

  it('reports all if `holders` is large enough', async () => {
    expect(await furtherOf({ holders: 5 })).to.deep.equal({ further: 5, holdersComplete: true });
  });

  it('reports as many as `holders`, even in a large heap', async () => {
    const large = { variant: 'in a large heap', holders: 3 };
    expect(await furtherOf(large)).to.deep.equal({ further: 3, holdersComplete: false });
  });
});
