import { expect } from 'chai';
import { startingLine } from '../../../harness/isolates/agent/starting-line.js';

describe('startingLine()', () => {
  it('returns the line of the user that is being run', () => {
    const { url, line, column } = startingLine() ?? {};
    expect(url).to.equal(import.meta.url);
    expect([line, column].every((one) => one !== undefined && one > 0)).to.equal(true);
  });

  it('leaves no part of the stack in what V8 retains of the last match', () => {
    startingLine();
    expect((RegExp as unknown as { readonly input: string }).input).to.equal('');
  });
});
