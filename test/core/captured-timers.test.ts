import { expect } from 'chai';
import { check, reasonOf } from '../support/check-scenario.js';
import { runProgram } from '../support/run-program.js';

describe('If a test has replaced the timers and the clock,', function () {
  // Four checks in a process of its own.
  this.timeout(180_000);

  it('collections and checks in its isolate end nevertheless', async () => {
    const ended = await runProgram('stopped-timers', { execArgv: ['--expose-gc'] });
    expect(ended).to.include({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).to.deep.equal({
      collected: true,
      verdicts: ['leak', 'clean', 'inconclusive', 'clean'],
    });
  });

  it('a scenario whose setup replaced them gets its verdict', async () => {
    expect(reasonOf(await check('stops-timers', { cycles: 2 }))).to.equal('clean');
    expect(reasonOf(await check('stops-timers', { cycles: 2, worker: 'process' }))).to.equal('clean');
    expect(reasonOf(await check('stops-timers', { variant: 'leaks' }))).to.equal('leak');
  });
});
