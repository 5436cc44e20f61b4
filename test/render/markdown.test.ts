import { expect } from 'chai';
import { formatMarkdown } from '../../harness/render/markdown/markdown.js';
import { code, plain } from '../../harness/render/markdown/markdown-text.js';
import { reportDocument } from '../../harness/render/model/report-document.js';
import { shownReport } from '../../harness/render/model/shown-report.js';
import { english } from '../../harness/render/page/index.js';
import type { CaseResult, VariantResult } from '../../harness/workshop/result.js';
import { counts, failedVariant, leakingCase, leakingVariant, look } from '../support/case-results.js';
import { hostileCase } from './hostile-case.js';
import { ENVIRONMENT } from './written-report.js';

describe('report.md', () => {
  it('contains the claim, the quote, the reason, the counts, the facts, the looks and the path of each case', () => {
    const text = markdownOf([leakingCase()]);
    for (const part of [
      '### The key dies, the value stays',
      '> key为null，value有值。',
      '> The key is null and the value is there.',
      '> What the JDK did, recorded in docs/jdk-facts.md, rows D2, D13',
      '> Documents: [docs.example/ref.html](<https://docs.example/ref.html>)',
      '#### without remove(): as stated',
      '| keys | 0 | 0 |\n| values | 3 | 3 |\n| stale entries | 3 | 3 |',
      '| what a new key reads | `null` | `null` |',
      '| after GC 1 (worker-1) | 0 | 3 | 3 | 4 |',
      '1. `module pool.js`\n2. `variable main` → `Thread @101`',
      '`main.threadLocals.table[2].value` → `RequestContext @109`',
      'Only the reference from the entry to its key is weak.',
      '[values-outlive-keys.leaking.worker-1.heapsnapshot](<snapshots/values-outlive-keys.leaking.worker-1.heapsnapshot>)',
      '**The one case ended as stated.**',
    ])
      expect(text).to.include(part);
  });

  it('reports what differs from the statement, and what ended a worker', () => {
    const differing = leakingVariant({
      outcome: 'not-as-stated',
      observed: counts(1, 3, 2),
      differences: ['keys: stated 0, observed 1'],
      remarks: ['captured by heapdump'],
    });
    const text = markdownOf([leakingCase({ outcome: 'failed', variants: [differing, failedVariant()] })]);
    expect(text).to.include('- keys: stated 0, observed 1').and.include('| keys | 0 | 1 |');
    expect(text).to.include('captured by heapdump');
    expect(text).to.include('ERR\\_WORKER\\_CRASHED: Worker worker-1 crashed.');
    expect(text).to.include('- Error: segmentation fault');
  });

  it('contains the path of a worker that has a value in the end, or none if no worker has one', () => {
    const leaking = look('leaking', counts(0, 3, 3));
    const cured = look('cured', counts(0, 0, 0), { worker: 'worker-2', trace: null });
    const text = (...observations: VariantResult['observations']): string =>
      markdownOf([leakingCase({ variants: [leakingVariant({ observations })] })]);
    const path = '`main.threadLocals.table[2].value` → `RequestContext @109`';
    expect(text(leaking, cured)).to.include(path);
    expect(text(cured, leaking)).to.include(path);
    expect(text(leaking, { ...cured, worker: leaking.worker })).to.not.include(path);
  });

  it('has tables whose rows have as many cells as their heads', () => {
    const text = markdownOf([leakingCase(), hostileCase()]);
    const cells = (line: string): number => line.split(/(?<!\\)\|/).length;
    for (const block of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const lengths = new Set(block.split('\n').map(cells));
      expect([...lengths], block).to.have.lengthOf(1);
    }
  });

  it('lists the cases that were not run, with what each needs', () => {
    const notRun = [{ id: 'worker-pool', reason: 'missing-package', needs: 'piscina@5.3.2' }] as const;
    const document = reportDocument([leakingCase()], ENVIRONMENT, new Date(0), new Date(1000), notRun);
    expect(formatMarkdown(shownReport(document), english)).to.include(
      'Not run, because a package is not installed:\n\n- `worker-pool` needs `piscina@5.3.2`\n\n',
    );
  });

  it('shows hostile names literally', () => {
    const text = markdownOf([hostileCase()]);
    const outsideCode = text.replaceAll(/(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
    expect(outsideCode).to.not.match(/(?<!\\)<(?!snapshots\/)/);
    expect(plain('# **a** [b](c) <i> _d_ ~~e~~ |f|')).to.equal(
      String.raw`\# \*\*a\*\* \[b\](c) \<i\> \_d\_ \~\~e\~\~ \|f\|`,
    );
    expect(code('a`b``c|d')).to.equal(String.raw`${'```'} a${'`'}b${'``'}c\|d ${'```'}`);
  });
});

function markdownOf(results: readonly CaseResult[]): string {
  return formatMarkdown(
    shownReport(reportDocument(results, ENVIRONMENT, new Date(0), new Date(1000))),
    english,
  );
}
