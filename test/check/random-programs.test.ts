import { expect } from 'chai';
import { check, reasonOf } from '../support/check-scenario.js';
import { randomProgram, textOf } from '../support/trees/isolate-tree.js';

const RUNS = Number(process.env['PROGRAMS_RUNS'] ?? 3);
const SEED = Number(process.env['PROGRAMS_SEED'] ?? Date.now() % 2 ** 31);

describe('checkLeaks, of random programs of threads and child processes', function () {
  this.timeout(200_000);

  for (let seed = SEED; seed < SEED + RUNS; seed++) {
    const { root, leaking, size, unread } = randomProgram(seed);
    it(`detects what leaks, and where (PROGRAMS_SEED=${seed}): ${textOf(root)}`, async () => {
      const options = { variant: String(seed), iterations: 53, cycles: 2, timeoutMs: 180_000 };
      const result = await check('random-program', options);
      const told = JSON.stringify(result.verdict === 'inconclusive' ? result.reason : result.findings);
      const isFound = leaking !== null && !unread.has(leaking);
      const otherwise = unread.size > 0 ? 'unseen-isolate' : 'clean';
      expect(reasonOf(result), told).to.equal(isFound ? 'leak' : otherwise);
      if (result.verdict !== 'inconclusive')
        expect(result.evidence.alsoRead).to.have.lengthOf(size - unread.size);
      if (!isFound) return;
      expect(result.findings.map(({ className }) => className)).to.deep.equal(['Session']);
      const [{ perIteration, isolates } = { perIteration: 0, isolates: null }] = result.findings;
      expect(perIteration).to.be.closeTo(1, 0.1);
      if (leaking === root) expect(isolates).to.equal(null);
      else expect(isolates).to.include({ kind: leaking.kind }).with.property('names').with.lengthOf(1);
    });
  }
});
