import { expect } from 'chai';
import { changesOf } from '../../harness/check/judge/balance.js';
import { check, reasonOf } from '../support/check-scenario.js';

describe('the balance of a check', function () {
  this.timeout(120_000);

  it('names the file that stays open, and so does the finding', async () => {
    const result = await check('native-memory', { variant: 'file' });
    expect(reasonOf(result)).to.equal('leak');
    const [finding, ...others] = result.findings;
    expect(others).to.deep.equal([]);
    expect(finding).to.include({ className: 'file descriptors', kind: 'resource' });
    expect(finding?.openFile).to.have.property('access', 'reading');
    expect(finding?.openFile?.name).to.match(/scenarios\/native-memory\.js$/);
    const [file] = result.evidence.balance?.files ?? [];
    expect(file?.name).to.equal(finding?.openFile?.name);
    expect((file?.last ?? 0) - (file?.first ?? 0)).to.equal(finding?.count);
  });

  for (const variant of ['file', 'streams'])
    it(`names the calls that opened the file, with allocations sampled: ${variant}`, async () => {
      const { findings } = await check('native-memory', { variant, allocations: true });
      const file = findings.find(({ openFile }) => openFile !== null);
      const calls = file?.allocatedAt.map(({ functionName, position }) => ({
        functionName,
        file: position?.url.replace(/^.*\//, ''),
      }));
      const expected = variant === 'file' ? ['iteration'] : ['streamed', 'iteration'];
      expect(calls).to.deep.equal(
        expected.map((functionName) => ({ functionName, file: 'native-memory.ts' })),
      );
    });

  for (const worker of ['thread', 'process'] as const)
    it(`contains memory, sockets and files of a ${worker}`, async () => {
      const { evidence } = await check('native-memory', { variant: 'socket', worker });
      const { residentBytes, heapBytes, restBytes, sockets, files } = evidence.balance ?? {};
      expect(residentBytes?.last).to.be.greaterThan(heapBytes?.last ?? Infinity);
      expect(restBytes?.last).to.be.within(20_000_000, residentBytes?.last ?? 0);
      const address = /^127\.0\.0\.1:\d+$/;
      expect(sockets?.filter(({ name }) => address.test(name))).to.have.lengthOf(1);
      expect(sockets?.find(({ name }) => address.test(name))).to.include({ first: 1, last: 1 });
      expect(files?.every(({ name }) => !name.includes('heapwitness-'))).to.equal(true);
    });

  it('names the child processes', async () => {
    const { evidence } = await check('processes', { variant: 'a child that leaks nothing' });
    const { processes, residentBytes } = evidence.balance ?? {};
    expect(processes?.map(({ name }) => name).join()).to.match(/^node .*workers\/task-process\.js$/);
    expect(residentBytes?.last).to.be.greaterThan(120_000_000);
  });

  it('is null if the check did not finish', async () => {
    const result = await check('bad', { variant: 'throws' });
    expect(result.verdict).to.equal('inconclusive');
    expect(result.evidence.balance).to.equal(null);
  });
});

describe('changesOf', () => {
  it('counts each name at both looks, what changed most first', () => {
    expect(changesOf(['a', 'b', 'b', 'c'], ['a', 'b', 'd', 'd', 'd'])).to.deep.equal([
      { name: 'd', first: 0, last: 3 },
      { name: 'b', first: 2, last: 1 },
      { name: 'c', first: 1, last: 0 },
      { name: 'a', first: 1, last: 1 },
    ]);
  });

  it('keeps twenty names', () => {
    const names = Array.from({ length: 30 }, (_, at) => `file ${at}`);
    expect(changesOf(names, [])).to.have.lengthOf(20);
  });
});
