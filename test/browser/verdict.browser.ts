import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { leakResult, oneOfEach, witnessedFinding } from '../support/check-results.js';
import { hostileLeak } from '../support/hostile-result.js';
import { writeVerdictTo } from '../support/written-verdict.js';
import { withChromium } from './chromium.js';
import { collidingTexts, LANGUAGES, SIZES, tooWide, violations } from './page-checks.js';

const RESULTS = {
  ...oneOfEach(),
  leaks: leakResult({
    findings: [witnessedFinding(), witnessedFinding({ className: 'Listener', fingerprint: 'other' })],
  }),
  hostile: hostileLeak(),
};

/** Every verdict, every language, every scheme, without every combination of them. */
const LOOKS = [
  ['clean', 'en', 'light'],
  ['leak', 'zh-CN', 'light'],
  ['leaks', 'en', 'dark'],
  ['inconclusive', 'zh-CN', 'dark'],
] as const;

describe('the page of a check', () => {
  const chromium = withChromium();
  let folder = '';
  const page = (name: string): string => join(folder, name, 'index.html');
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'test-of-heapwitness-'));
    for (const [name, result] of Object.entries(RESULTS)) await writeVerdictTo(join(folder, name), result);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const name of Object.keys(RESULTS)) {
    it(`fits a phone and a projector in both languages, without a word from the browser: ${name}`, async () => {
      const opened = await chromium.open(page(name));
      for (const language of LANGUAGES) {
        await opened.page.locator(`[data-language=${language}]`).click();
        expect(await opened.page.locator('html').getAttribute('lang')).to.equal(language);
        await opened.page.evaluate(unfold);
        for (const viewport of Object.values(SIZES)) {
          await opened.page.setViewportSize(viewport);
          expect(await tooWide(opened.page)).to.deep.equal([]);
          expect(await collidingTexts(opened.page)).to.deep.equal([]);
        }
      }
      expect(opened.problems).to.deep.equal([]);
    });
  }

  for (const [name, language, colorScheme] of LOOKS) {
    it(`can be used by everybody: ${name}, ${language}, ${colorScheme}`, async () => {
      const opened = await chromium.open(page(name), {
        colorScheme,
        bypassCSP: true,
        remembered: { language },
      });
      await opened.page.evaluate(unfold);
      expect(await violations(opened.page)).to.deep.equal([]);
    });
  }

  it('shows the verdict without scrolling, and every node of the trace', async () => {
    for (const viewport of Object.values(SIZES)) {
      const opened = await chromium.open(page('leak'), { viewport });
      expect(await opened.page.locator('h1').isVisible()).to.equal(true);
      const bottom = await opened.page.locator('h1').evaluate((h1) => h1.getBoundingClientRect().bottom);
      expect(bottom).to.be.below(viewport.height / 2);
      const nodes = opened.page.locator('.trace').first().locator('.node');
      expect(await nodes.count()).to.equal(4);
      for (const node of await nodes.all()) expect(await node.isVisible()).to.equal(true);
    }
  });

  it('is read from finding to finding by keyboard, and unfolds what a holder’s trace is', async () => {
    const { page: leaks } = await chromium.open(page('leaks'));
    for (const title of ['Session', 'Listener']) {
      await leaks.keyboard.press('j');
      expect(await leaks.locator(':focus').innerText()).to.equal(title);
    }
    await leaks.goto(`${leaks.url().split('#')[0] ?? ''}#finding-2`);
    expect(await leaks.locator('#finding-1').isVisible()).to.equal(true);
    const holder = leaks.locator('#finding-2 .holders details').first();
    await holder.locator('summary').focus();
    await leaks.keyboard.press('Enter');
    expect(await holder.locator('.trace').isVisible()).to.equal(true);
  });

  it('changes its language where the reader is, and remembers it', async () => {
    const { page: leak, problems } = await chromium.open(page('leak'));
    await leak.locator('[data-language=zh-CN]').click();
    expect(await leak.locator('h1').innerText()).to.include('有泄漏。');
    await leak.reload();
    expect(await leak.title()).to.match(/^有泄漏/);
    expect(problems).to.deep.equal([]);
  });

  it('can be read without scripts, on paper too, and offers no button that does nothing', async () => {
    const { page: leak } = await chromium.open(page('leak'), {
      javaScriptEnabled: false,
      colorScheme: 'dark',
    });
    expect(await leak.locator('button:visible').count()).to.equal(0);
    expect(await leak.locator('.trace').first().isVisible()).to.equal(true);
    await leak.emulateMedia({ media: 'print' });
    expect(await leak.locator('.trace').first().isVisible()).to.equal(true);
  });
});

/** Runs in the page. */
function unfold(): void {
  document.querySelectorAll('details').forEach((one) => (one.open = true));
}
