import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { inconclusiveResult, leakResult, oneOfEach } from '../support/check-results.js';
import { hostileLeak } from '../support/hostile-result.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { fileOfVerdict, writeVerdictTo } from '../support/written-verdict.js';

describe('the report folder of a check', () => {
  it('contains the page, the same as Markdown, and the unchanged result', async () => {
    await withTemporaryFolder(async (parent) => {
      const folder = join(parent, 'latest');
      for (const result of Object.values(oneOfEach())) {
        expect(await writeVerdictTo(folder, result)).to.equal(join(folder, 'index.html'));
        expect((await readdir(folder)).sort()).to.deep.equal(['index.html', 'report.json', 'report.md']);
        expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).to.deep.equal(result);
        expect(await readdir(parent)).to.deep.equal(['latest']);
      }
    });
  });
});

describe('the report of a check with very many findings', () => {
  it('has a page of less than 5 MB for 10,000 findings, and states how many are not shown', async () => {
    const [finding] = leakResult().findings;
    if (finding === undefined) throw new Error('there is a finding');
    const numbered = (at: number): string => at.toString(16).padStart(16, '0');
    const findings = Array.from({ length: 10_000 }, (_, at) => ({ ...finding, fingerprint: numbered(at) }));
    const below = findings.slice(0, 500).map((one, at) => ({
      ...one,
      fingerprint: numbered(10_000 + at),
      within: numbered(0),
    }));
    const result = leakResult({ findings: [...findings, ...below] });
    const page = await fileOfVerdict(result);
    expect(page.length).to.be.below(5_000_000);
    const text = await fileOfVerdict(result, 'report.md');
    for (const written of [page, text]) {
      expect(written).to.include('10000 leaks were found');
      expect(written).to.include('9,900 more are not shown here; they are in report.json.');
      expect(written).to.include('470 more are not shown here; they are in report.json.');
    }
  });
});

describe('the report of a check', () => {
  it('contains no absolute path of the machine on which it was written', async () => {
    const elsewhere =
      'at open (file:///home/somebody/work/shop/lib/open.js:3:7) with /etc/ssl/private/key.pem';
    const results = [
      leakResult({ remarks: [elsewhere] }),
      inconclusiveResult({ reason: { code: 'scenario-threw', message: `It threw.\n    ${elsewhere}` } }),
    ];
    for (const result of results) {
      for (const file of ['index.html', 'report.md']) {
        const written = await fileOfVerdict(result, file);
        expect(written).to.not.match(/file:\/\/|\/srv\/|\/home\/|\/etc\//);
        expect(written).to.include('…/lib/open.js:3:7').and.include('…/private/key.pem');
      }
    }
  });
});

describe('report.md of a check', () => {
  it('contains the verdict, the trace, the holders, the controls and the cycles', async () => {
    const text = await fileOfVerdict(leakResult(), 'report.md');
    for (const part of [
      '# Leak.',
      '## Session\n\n291 in 291 iterations, 1.0 per iteration, 2.3 KiB retained each',
      '1. `module session.scenario.js` (a module stays loaded until the program ends)\n2. `variable store` → `SessionStore`: leaking: no (older than the first cycle)',
      '**suspect** `sessions.get("user-17")` → `Session` `@shop/session/index.js:12:5`: leaking: yes',
      '- Cut `store.sessions`. Then 240 of them are still retained by `timer.onTimeout`.',
      '- Cut `bus.listeners[17]`. Then nothing retains it, and all of it can be collected.',
      '- 11,640 `Row`',
      '- The planted leak: ✓ was detected',
      '| 3 | 97 | 5 | yes | 1.2 s |',
    ])
      expect(text).to.include(part);
  });

  it('explains the other verdicts', async () => {
    const { clean, inconclusive } = oneOfEach();
    expect(await fileOfVerdict(clean, 'report.md')).to.match(
      /^# Clean\.[^]*\*\*A leak of one object per 50 /,
    );
    expect(await fileOfVerdict(inconclusive, 'report.md')).to.match(
      /^# Inconclusive\.[^]*\*\*A control failed, so the result of this run is not reliable\.\*\*[^]*✗ was not detected/,
    );
  });

  it('shows hostile names literally', async () => {
    const text = await fileOfVerdict(hostileLeak(), 'report.md');
    const outsideCode = text.replaceAll(/(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
    expect(outsideCode).to.not.match(/(?<!\\)</);
  });
});
