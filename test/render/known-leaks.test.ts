import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';
import { formatVerdict } from '../../harness/render/text/index.js';
import type { CheckResult } from '../../harness/check/index.js';
import { fileOfVerdict } from '../support/written-verdict.js';
import { textOf, withoutScripts } from './written-report.js';

const LEAKY = new URL('../support/scenarios/leaky.js', import.meta.url);
const GONE = {
  fingerprint: '0123456789abcdef',
  className: 'Gone',
  reason: 'the old cache',
  expires: '2999-12-31',
};

describe('known leaks in a report', () => {
  let unlisted: CheckResult;
  let fingerprint = '';
  const check = (variant: string, expires?: string): Promise<CheckResult> =>
    checkLeaks(LEAKY, {
      variant,
      ...(expires === undefined
        ? {}
        : { knownLeaks: [{ fingerprint, reason: 'cleared at night', expires }, GONE] }),
    });

  before(async () => {
    unlisted = await check('each, briefly');
    fingerprint = unlisted.findings[0]?.fingerprint ?? '';
    expect(fingerprint).to.match(/^[0-9a-f]{16}$/);
  });

  it('are in a section of their own and do not affect the verdict until they expire', async () => {
    const result = await check('each', '2999-12-31');
    expect(result).to.deep.include({ verdict: 'clean', findings: [], ignored: [], remarks: [] });
    expect(result.known).to.deep.include({ expired: [], unused: [GONE] });
    expect(result.known.found).to.have.length(1);
    expect(result.known.found[0]).to.include({ className: 'Session', fingerprint, expires: '2999-12-31' });
    expect(formatVerdict(result)).to.match(
      /No other leak found[^]*\n\nKnown leaks:\n {2}Session {2}\d+ in [^]*\n {4}known, until 2999-12-31: cleared at night\n {2}! Gone 0123456789abcdef was not found: remove it/,
    );
    const { english, chinese, markdown } = await reportOf(result);
    expect(english).to.match(
      /Known leaks .*Session .*Known, until 2999-12-31: cleared at night .*Gone ! Not found any more: remove it from the file\. The reason was: the old cache/,
    );
    expect(english).to.contain('nothing else kept growing');
    expect(chinese).to.match(
      /已知泄漏 .*Session .*已知，有效期至 2999-12-31： cleared at night .*Gone ! 本次未发现：请从文件中删除。当时的理由： the old cache/,
    );
    expect(markdown).to.match(
      /## Known leaks\n\n- `Session`.* Known, until 2999-12-31: cleared at night\n- `Gone`/,
    );
  });

  it('affect the verdict again after they expire, and are listed as expired', async () => {
    const result = await check('each, briefly', '2020-02-29');
    expect(result.verdict).to.equal('leak');
    expect(result.findings[0]).to.include({ fingerprint });
    const leak = { fingerprint, className: 'Session', reason: 'cleared at night', expires: '2020-02-29' };
    expect(result.known).to.deep.equal({ found: [], expired: [leak], unused: [GONE] });
    expect(formatVerdict(result)).to.match(
      /Known leaks:\n {2}! Session [0-9a-f]{16} was known until 2020-02-29: it has expired/,
    );
    const { english, chinese, markdown } = await reportOf(result);
    expect(english).to.contain('Expired on 2020-02-29, so it is reported again.');
    expect(chinese).to.contain('已于 2020-02-29 到期，因此重新报告。');
    expect(markdown).to.contain(`- \`Session\` \`${fingerprint}\`. Expired on 2020-02-29`);
  });

  it('have no section if none are given', async () => {
    expect(unlisted.known).to.deep.equal({ found: [], expired: [], unused: [] });
    expect(formatVerdict(unlisted)).to.not.contain('Known leaks');
    const { english, markdown } = await reportOf(unlisted);
    expect(english + markdown).to.not.contain('Known leaks');
  });
});

async function reportOf(
  result: CheckResult,
): Promise<{ english: string; chinese: string; markdown: string }> {
  const [page, markdown] = await Promise.all([fileOfVerdict(result), fileOfVerdict(result, 'report.md')]);
  const [, chinese = ''] = /<template id="page-zh-CN"[^>]*>([\s\S]*?)<\/template>/.exec(page) ?? [];
  return { english: textOf(withoutScripts(page)), chinese: textOf(chinese), markdown };
}
