import { expect } from 'chai';
import { resourceFinding } from '../../harness/check/judge/resource-finding.js';

describe('resourceFinding()', () => {
  const files = {
    name: 'file descriptors',
    sizes: [
      { iterations: 0, count: 20 },
      { iterations: 291, count: 311 },
    ],
    growth: [97, 97, 97],
  };

  it('counts the growth, and states it per iteration', () => {
    expect(resourceFinding(files, 'session')).to.deep.include({
      className: 'file descriptors',
      kind: 'resource',
      count: 291,
      iterations: 291,
      perIteration: 1,
      retainedBytesPerIteration: 0,
      path: [],
      witness: null,
    });
  });

  it('has the same fingerprint in each run of a scenario, and another one in another scenario', () => {
    const { fingerprint } = resourceFinding(files, 'session');
    expect(resourceFinding({ ...files, growth: [1, 2, 3] }, 'session').fingerprint).to.equal(fingerprint);
    expect(resourceFinding(files, 'upload').fingerprint).to.not.equal(fingerprint);
    expect(resourceFinding({ ...files, name: 'handles' }, 'session').fingerprint).to.not.equal(fingerprint);
  });
});
