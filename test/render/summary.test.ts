import { expect } from 'chai';
import { formatSummary } from '../../harness/render/index.js';
import type { CaseResult } from '../../harness/workshop/result.js';
import { counts, failedVariant, leakingCase, leakingVariant } from '../support/case-results.js';
import { HOSTILE } from './hostile-case.js';

const PLAIN = { color: false, columns: 100 };
const ESCAPE = '\u001b';

describe('the summary', () => {
  it('contains a row per variant, with what was stated and what was observed', () => {
    const text = summaryOf([leakingCase()]);
    expect(text).to.match(
      /^values-outlive-keys +without remove\(\) +0 \/ 3 \/ 3 +0 \/ 3 \/ 3 +✓ as stated$/m,
    );
    expect(text).to.match(/^ +with remove\(\) +0 \/ 0 \/ 0 +0 \/ 0 \/ 0 +✓ as stated$/m);
  });

  it('contains the totals, even if nothing was run', () => {
    const bad = leakingCase({ id: 'bad', outcome: 'not-as-stated' });
    const dead = leakingCase({ id: 'dead', outcome: 'failed' });
    expect(summaryOf([leakingCase(), bad, dead])).to.include(
      '1 of 3 cases as stated, 1 not as stated, 1 failed, 6 variants',
    );
    expect(summaryOf([])).to.include('0 of 0 cases as stated, 0 variants');
  });

  it('counts and lists the cases that were not run, with what each needs', () => {
    const notRun = [{ id: 'worker-pool', reason: 'missing-package', needs: 'piscina@5.3.2' }] as const;
    const text = formatSummary([leakingCase()], { ...PLAIN, notRun });
    expect(text).to.include('1 of 2 cases as stated, 1 not run, 2 variants');
    expect(text).to.include(
      'Not run, because a package is not installed:\n  worker-pool  needs piscina@5.3.2',
    );
  });

  it('reports how the observation differs from the statement', () => {
    const variant = leakingVariant({
      outcome: 'not-as-stated',
      observed: counts(1, 3, 2),
      differences: ['keys: stated 0, observed 1', 'stale entries: stated 3, observed 2'],
    });
    const text = summaryOf([leakingCase({ outcome: 'not-as-stated', variants: [variant] })]);
    expect(text).to.include('✗ differs').and.include('values-outlive-keys · without remove()');
    expect(text)
      .to.include('• keys: stated 0, observed 1')
      .and.include('• stale entries: stated 3, observed 2');
  });

  it('contains the code, the message and the cause of an error', () => {
    const text = summaryOf([leakingCase({ outcome: 'failed', variants: [failedVariant()] })]);
    expect(text).to.include('WorkerError [ERR_WORKER_CRASHED]: Worker worker-1 crashed.');
    expect(text).to.include('caused by Error: segmentation fault');
    expect(text).to.match(/0 \/ 3 \/ 3 +– +! failed/);
  });

  it('contains colour codes only if colour is enabled', () => {
    expect(summaryOf([leakingCase()])).to.not.include(ESCAPE);
    expect(formatSummary([leakingCase()], { ...PLAIN, color: true })).to.include(`${ESCAPE}[32m✓ as stated`);
  });

  it('escapes names that would move the cursor', () => {
    const variant = failedVariant({
      title: `${ESCAPE}[2J\r${HOSTILE}`,
      differences: [`${ESCAPE}]0;x\u0007`],
    });
    const text = summaryOf([leakingCase({ id: `${ESCAPE}c`, outcome: 'failed', variants: [variant] })]);
    for (const control of [ESCAPE, '\r', '\u0007']) expect(text).to.not.include(control);
  });

  it('fits the width of the terminal, with a minimum of 60 columns', () => {
    const variant = leakingVariant({
      title: 'a title that is rather long for a narrow terminal, and then some',
    });
    const text = formatSummary([leakingCase({ variants: [variant] })], { color: false, columns: 20 });
    const rows = text.split('\n').filter((line) => !line.startsWith('Counts are'));
    expect(Math.max(...rows.map((line) => line.length))).to.be.at.most(60);
    expect(text.replaceAll(/\s+/g, ' ')).to.include('0 / 3 / 3');
  });
});

function summaryOf(results: readonly CaseResult[]): string {
  return formatSummary(results, PLAIN);
}
