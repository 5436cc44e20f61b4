import { expect } from 'chai';
import { endOf, runProgram, startProgram } from '../support/run-program.js';

const MUCH = 1_000_000;

describe('The end of a command', () => {
  it('comes when all that was printed has been read, however much that is', async () => {
    const { code, stdout } = await runProgram('prints-much', { args: [String(MUCH)] });
    expect({ code, printed: stdout.length }).to.deep.equal({ code: 3, printed: MUCH });
  });

  it('is no failure when the reader has gone away', async () => {
    const child = startProgram('prints-much', { args: [String(MUCH)] });
    child.stdout?.destroy();
    expect(await endOf(child)).to.include({ code: 3, stderr: '' });
  });
});
