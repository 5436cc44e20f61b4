import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { withChromium } from './chromium.js';
import { showEverything } from './page-checks.js';
import { realPage } from './real-report.js';

/** Everything that gives an answer away. */
const ANSWERS = [
  '.case .outcome',
  '.trouble',
  '.in-the-end .seen',
  '.in-the-end .stated',
  '.stated-and-observed',
  '.chart-section',
  '.why',
  '.path-section',
  '.evidence',
  '.controls',
  '.role',
  '.look:nth-of-type(n + 3)',
  '.look:only-of-type',
  '.chapter-list .outcome',
  '.at-a-glance .seen',
  '.at-a-glance .stated',
  '.at-a-glance .outcome',
  '.overall-said',
];

describe('the teacher’s switch', () => {
  const chromium = withChromium();

  for (const language of ['en', 'zh-CN']) {
    it(`hides every observation of every case in ${language}, and reveals them all`, async () => {
      const { page, problems } = await chromium.open(realPage(), { remembered: { language } });
      await showEverything(page);
      await page.locator('.all-counts > summary').click();
      await page.locator('.toolbar .curtain').click();
      for (const answer of ANSWERS) expect(await visible(page, answer), answer).to.equal(0);
      expect(await visible(page, '.prediction')).to.equal(await page.locator('.case').count());
      expect(await page.locator('.comparison').innerText()).to.match(/100\s*→\s*\?/);
      await page.locator('.toolbar .curtain').click();
      expect(await visible(page, '.prediction')).to.equal(0);
      expect(await visible(page, '.why')).to.equal(await page.locator('.case').count());
      expect(problems).to.deep.equal([]);
    });
  }

  it('leaves what comes before the first GC, the claim and the quote', async () => {
    const { page } = await chromium.open(realPage(), {
      remembered: { hidden: 'all' },
      hash: '#case-values-outlive-keys',
    });
    const one = page.locator('#case-values-outlive-keys');
    for (const part of ['h3', '.claim', '.quote', '.legend', '.slots'])
      expect(await one.locator(part).first().isVisible(), part).to.equal(true);
    expect(await one.locator('.look:visible').allInnerTexts()).to.satisfy(
      (texts: string[]) => texts.length > 0 && texts.every((text) => text.startsWith('keys held')),
    );
  });

  it('reveals one case and leaves the others hidden, on its page and in the overview', async () => {
    const { page } = await chromium.open(realPage(), { remembered: { hidden: 'all' } });
    await showEverything(page);
    const all = await page.locator('.case').count();
    await page.locator('#case-values-outlive-keys .prediction .curtain').click();
    expect(await visible(page, '.case .why')).to.equal(1);
    expect(await visible(page, '.prediction')).to.equal(all - 1);
    await page.locator('.all-counts > summary').click();
    expect(await visible(page, 'tbody[data-case=values-outlive-keys] .seen')).to.equal(6);
    expect(await page.locator('.comparison').innerText()).to.not.include('?');
    expect(await visible(page, '.overall-said')).to.equal(0);
  });

  it('hides one case only', async () => {
    const { page } = await chromium.open(realPage());
    await showEverything(page);
    await page.locator('#case-strong-key .case-meta .curtain').click();
    expect(await page.locator('#case-strong-key .prediction').isVisible()).to.equal(true);
    expect(await visible(page, '.prediction')).to.equal(1);
  });

  it('is remembered, also for what is revealed, and in the other language', async () => {
    const { page } = await chromium.open(realPage());
    await showEverything(page);
    const all = await page.locator('.case').count();
    await page.locator('.toolbar .curtain').click();
    await page.locator('#case-strong-key .case-meta .curtain').click();
    await page.reload();
    await showEverything(page);
    expect(await visible(page, '.prediction')).to.equal(all - 1);
    await page.locator('[data-language=zh-CN]').click();
    await showEverything(page);
    expect(await visible(page, '.prediction')).to.equal(all - 1);
    expect(await page.locator('#case-strong-key .why').isVisible()).to.equal(true);
  });

  it('never shows for a moment what is hidden', async () => {
    const { page } = await chromium.open(realPage(), {
      remembered: { hidden: 'all' },
      prepare: `document.addEventListener('DOMContentLoaded', () => {
        window.seenEarly = getComputedStyle(document.body).visibility;
      }, { capture: true, once: true });`,
    });
    expect(await page.evaluate(() => Reflect.get(window, 'seenEarly') as unknown)).to.equal('hidden');
    expect(await page.evaluate(() => getComputedStyle(document.body).visibility)).to.equal('visible');
  });

  it('begins a player anew when its case is hidden', async () => {
    const { page } = await chromium.open(realPage(), { hash: '#case-values-outlive-keys' });
    const one = page.locator('#case-values-outlive-keys');
    for (let step = 0; step < 2; step++) await one.locator('[data-player=next]').first().click();
    await one.locator('.case-meta .curtain').click();
    expect(await one.locator('.look:visible').allInnerTexts()).to.satisfy(
      (texts: string[]) => texts.length > 0 && texts.every((text) => text.startsWith('keys held')),
    );
    await one
      .locator('.player')
      .first()
      .press('ArrowRight')
      .catch(() => undefined);
    expect(await visible(page, '#case-values-outlive-keys .look.obs')).to.equal(0);
  });

  it('works where the browser remembers nothing', async () => {
    const prepare =
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    const { page, problems } = await chromium.open(realPage(), { prepare });
    await page.locator('.toolbar .curtain').click();
    await page.locator('[data-language=zh-CN]').click();
    expect(await visible(page, '.why')).to.equal(0);
    expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN');
    expect(problems).to.deep.equal([]);
  });
});

async function visible(page: Page, selector: string): Promise<number> {
  return page.locator(selector).filter({ visible: true }).count();
}
