import { expect } from 'chai';
import { endOf, runProgram, startProgram } from '../support/run-program.js';

const MUCH = 1_000_000;

describe('The end of a command', () => {
  it('comes after all output has been read, however much that is', async () => {
    const { code, stdout } = await runProgram('prints-much', { args: [String(MUCH)] });
    expect({ code, printed: stdout.length }).to.deep.equal({ code: 3, printed: MUCH });
  });

  for (const [how, args] of [
    ['has gone away', []],
    ['that was waited for has gone away', ['waits']],
  ] as const) {
    it(`is not a failure when the reader ${how}`, async () => {
      const child = startProgram('prints-much', { args: [String(MUCH), ...args] });
      child.stdout?.destroy();
      expect(await endOf(child)).to.include({ code: 3, stderr: '' });
    });
  }
});
