import * as chai from 'chai';
import { AssertionError, expect } from 'chai';
import heapwitness from 'heapwitness/chai';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { runProgram } from '../support/run-program.js';

chai.use(heapwitness);

/** Checks force dozens of collections, also where every core is busy. */
const LONGEST_MS = 180_000;
const SESSIONS = new URL('../support/scenarios/sessions.js', import.meta.url);

describe('expect(scenario).to.leak()', function () {
  this.timeout(LONGEST_MS);

  it('fails, if negated, for a scenario that leaks, with what retains the objects', async () => {
    const error = await rejectionOf(expect(SESSIONS).to.not.leak({ variant: 'briefly' }));
    expect(error).to.be.instanceOf(AssertionError);
    const { message, actual } = error as { message: string; actual?: unknown };
    expect(message).to.match(/^expected the scenario not to leak:\n✖ leak /);
    expect(message)
      .to.match(/↓ sessions\.get\("user-\d+"\)/)
      .and.match(/╰→ Session /);
    expect(JSON.stringify(actual).length).to.be.below(500);
    const { leaks } = actual as { leaks: { className: string; perIteration: number }[] };
    expect(leaks.map(({ className }) => className)).to.deep.equal(['Session']);
    expect(leaks[0]?.perIteration).to.be.closeTo(1, 0.05);
  });

  it('passes, if negated, for a scenario that does not leak, and fails otherwise', async () => {
    const options = { variant: 'closed', cycles: 2 };
    await expect(SESSIONS).to.not.leak(options);
    const error = await rejectionOf(expect(SESSIONS).to.leak(options));
    expect(error).to.be.instanceOf(AssertionError);
    expect((error as Error).message).to.match(
      /^expected the scenario to leak, but no leak was found:\n✔ clean /,
    );
    expect((error as { actual?: unknown }).actual).to.deep.equal({ verdict: 'clean' });
  });

  it('accepts a function to repeat, and a scenario object', async () => {
    const { stdout, stderr } = await runProgram('check-functions', { args: ['leak'] });
    expect(JSON.parse(stdout), stderr).to.include({ dropped: null, left: null });
  });

  it('rejects both forms for an inconclusive check, not with an AssertionError', async () => {
    const options = { variant: 'thrown' };
    for (const assert of [
      () => expect(SESSIONS).to.leak(options),
      () => expect(SESSIONS).to.not.leak(options),
    ]) {
      const error = expectHeapwitnessError(await rejectionOf(assert()), 'ERR_INCONCLUSIVE');
      expect(error).to.not.be.instanceOf(AssertionError);
      expect(error.message).to.include('neither a leak nor its absence can be asserted');
      expect(error.message).to.include('the session could not be opened');
    }
  });

  it('rejects a value that is not a scenario, a missing file and an invalid option, with a code for each', async () => {
    for (const subject of [null, undefined, 1, true])
      expectHeapwitnessError(await rejectionOf(expect(subject).to.leak()), 'ERR_USAGE');
    expectHeapwitnessError(
      await rejectionOf(expect('no/such.scenario.js').to.not.leak()),
      'ERR_FILE_NOT_FOUND',
    );
    expectHeapwitnessError(await rejectionOf(expect(SESSIONS).to.not.leak({ cycles: 1 })), 'ERR_USAGE');
  });
});
