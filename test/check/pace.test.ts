import { expect } from 'chai';
import { Pace } from '../../harness/check/run/pace.js';

const paceOf = (...efforts: readonly (readonly [done: number, elapsedMs: number])[]): Pace => {
  const pace = new Pace();
  for (const [done, elapsedMs] of efforts) pace.note({ done, elapsedMs });
  return pace;
};

describe('The remark on iterations that become slower', () => {
  it('states how long the first and the last ones took', () => {
    const [remark] = paceOf([100, 123], [50, 100], [3, 1500]).remark();
    expect(remark).to.match(
      /^Its iterations became slower, from 1\.2 to 500 ms each: look for something that grows/,
    );
  });

  it('is missing if they are as fast as before, or were slower only for a while', () => {
    for (const pace of [
      paceOf(),
      paceOf([100, 100]),
      paceOf([100, 100], [10, 39]),
      paceOf([9, 9], [1, 90], [9, 9]),
    ])
      expect(pace.remark()).to.deep.equal([]);
  });

  it('does not count an attempt in which none has finished', () => {
    expect(paceOf([0, 500], [100, 100], [0, 900]).remark()).to.deep.equal([]);
  });
});
