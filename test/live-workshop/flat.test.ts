import { expect } from 'chai';
import { checkLeaks, formatVerdict } from 'heapwitness';

const SCENARIO = new URL('../support/scenarios/live-workshop.js', import.meta.url);

describe('the live workshop over many steps', function () {
  this.timeout(300_000);

  it('keeps its memory, its handles and its threads flat', async () => {
    const verdict = await checkLeaks(SCENARIO, { sensitivity: 10, timeoutMs: 240_000 });
    expect(verdict.verdict, formatVerdict(verdict)).to.equal('clean');
  });
});
