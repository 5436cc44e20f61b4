import { expect } from 'chai';
import { ScenarioSession } from '../../../harness/isolates/agent/scenario-session.js';

/** A session whose iteration fails with a code, in the third iteration. */
function sessionThatFails(code: string): ScenarioSession {
  const iteration = ({ index }: { readonly index: number }): void => {
    if (index === 2) throw Object.assign(new Error(`open ${code}`), { code });
  };
  const complain = (why: string): Error => new Error(why);
  return new ScenarioSession({ iteration, setup: null, teardown: null }, '', 'brand', complain);
}

describe('an iteration for which the system has no more of a resource', () => {
  for (const code of ['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'EAGAIN', 'EADDRNOTAVAIL'])
    it(`ends the run early, and the error is kept: ${code}`, async () => {
      const { done, exhausted } = await sessionThatFails(code).run(10, 10_000);
      expect({ done, exhausted }).to.deep.equal({ done: 3, exhausted: `open ${code}` });
    });

  for (const code of ['ECONNREFUSED', 'ENOENT', 'ENOSPC'])
    it(`is an error of the scenario for any other reason: ${code}`, async () => {
      const failed: unknown = await sessionThatFails(code)
        .run(10, 10_000)
        .catch((error: unknown) => error);
      expect(failed).to.include({ message: `open ${code}` });
    });
});
