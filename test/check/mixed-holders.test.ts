import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { check, reasonOf } from '../support/check-scenario.js';

describe('checkLeaks, if objects of one class are retained in several ways', () => {
  for (const variant of ['a ring beside a cache that fills', 'a ring beside a few that stay']) {
    it(`reports ${variant} as clean`, async () => {
      const result = await check('mixed', { variant });
      expect(result.findings).to.have.length(0);
      expect(reasonOf(result)).to.equal('clean');
    });
  }

  for (const variant of [
    'a ring that hides one in 50',
    'what a ring holds, too',
    'a chain whose end a ring holds, too',
  ]) {
    it(`finds ${variant}`, async () => {
      const { verdict, findings } = await check('mixed', { variant });
      expect(verdict).to.equal('leak');
      expect(findings[0]).to.include({ className: 'Session', within: null });
    });
  }
});

describe('checkLeaks, beside a class that is allowed to grow', () => {
  const allowGrowth = ['Entry'];

  it('reports a ring alone as clean', async () => {
    const result = await check('mixed', { variant: 'what is allowed', allowGrowth });
    expect(reasonOf(result)).to.equal('clean');
    expect(result.ignored.map(({ className }) => className)).to.deep.equal(['Entry']);
  });

  const leaks = [
    { variant: 'numbers beside what is allowed', className: 'Array', kind: 'collection' },
    { variant: 'what a ring holds, too, beside what is allowed', className: 'Session', kind: 'object' },
  ];
  for (const { variant, className, kind } of leaks) {
    it(`finds ${variant}`, async () => {
      const { verdict, findings, ignored } = await check('mixed', { variant, allowGrowth });
      expect(verdict).to.equal('leak');
      expect(findings.map((one) => ({ className: one.className, kind: one.kind }))).to.deep.equal([
        { className, kind },
      ]);
      expect(ignored.map((one) => one.className)).to.include('Entry');
    });
  }

  it('finds files that stay open, up to the limit of the system', async () => {
    const { verdict, findings } = await check('mixed', {
      variant: 'files beside what is allowed',
      allowGrowth,
    });
    const told = existsSync('/proc/self/fd');
    expect(verdict).to.equal(told ? 'leak' : 'clean');
    expect(findings.map(({ className }) => className)).to.deep.equal(told ? ['file descriptors'] : []);
  });
});
