import { expect } from 'chai';
import { commandOf, isAlive, listProcesses } from '../../harness/isolates/agent/process-list.js';
import { check, reasonOf } from '../support/check-scenario.js';

const PROGRAM = 'sleep 1000';

function running(): number[] {
  return listProcesses().filter((pid) => commandOf(pid) === PROGRAM && isAlive(pid));
}

describe('checkLeaks, of a scenario that leaves programs running whose parents have ended', function () {
  this.timeout(100_000);

  it('reports them if their number grows, and ends them', async () => {
    const before = new Set(running());
    const result = await check('processes', { variant: 'a shell leaves a program running each time' });
    expect(reasonOf(result)).to.equal('leak');
    expect(result.findings).to.have.lengthOf(1);
    const [finding] = result.findings;
    expect(finding).to.include({ kind: 'resource', className: 'child processes', command: PROGRAM });
    expect(finding?.perIteration).to.be.closeTo(1 / 20, 0.01);
    const { processes = [] } = result.evidence.balance ?? {};
    expect(processes[0]).to.include({ name: PROGRAM });
    expect(running().filter((pid) => !before.has(pid))).to.deep.equal([]);
  });

  it('is never clean with one of them, and names it', async () => {
    const variant = 'a shell leaves a program running once';
    const result = await check('processes', { variant, iterations: 11, warmupIterations: 3, cycles: 2 });
    expect(reasonOf(result)).to.equal('unseen-isolate');
    expect(result)
      .to.have.nested.property('reason.message')
      .that.matches(/process \d+ \(sleep 1000\): it is not a Node\.js process/);
  });
});
