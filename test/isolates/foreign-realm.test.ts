import { expect } from 'chai';
import { runProgram } from '../support/run-program.js';

describe('A realm whose Symbol has no asyncDispose, such as a new vm context of Node 20,', () => {
  it('can check scenarios, capture worker processes and read snapshots', async () => {
    const { stdout, stderr } = await runProgram('without-dispose');
    expect(stdout, stderr).to.equal(JSON.stringify({ known: 'undefined', verdict: 'clean', read: true }));
  });
});
