import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { withChromium } from './chromium.js';
import { LANGUAGES, SIZES } from './page-checks.js';
import { realPage } from './real-report.js';

/** The longest page before anything on it is unfolded, in screens. */
const SCREENS = 5;
const LAPTOP = { width: 1280, height: 800 };

/** Waits until the page shows one case and nothing else: it follows a key or a link after that was handled. */
async function waitForCase(page: Page, id: string | undefined): Promise<void> {
  await page.locator(`#case-${id}.current`).waitFor({ state: 'visible' });
  expect(await shownCases(page)).to.deep.equal([id]);
}

describe('one case at a time', () => {
  const chromium = withChromium();

  it('shows the overview first, and no case', async () => {
    const { page } = await chromium.open(realPage());
    expect(await shownCases(page)).to.deep.equal([]);
    expect(await page.locator('#overview').isVisible()).to.equal(true);
  });

  it('shows the case that the address names, and nothing else', async () => {
    const { page } = await chromium.open(realPage(), { hash: '#case-strong-key', viewport: LAPTOP });
    expect(await shownCases(page)).to.deep.equal(['strong-key']);
    expect(await page.locator('#overview').isVisible()).to.equal(false);
    expect(await page.locator('h1').isVisible()).to.equal(false);
    expect(await page.evaluate(() => scrollY)).to.equal(0);
    await page.reload();
    expect(await shownCases(page)).to.deep.equal(['strong-key']);
  });

  it('shows the overview for an address that names no place, and for a broken one', async () => {
    for (const hash of ['#case-nowhere', '#%E0%A4%A', '#overview']) {
      const { page, problems } = await chromium.open(realPage(), { hash });
      expect(await page.locator('#overview').isVisible(), hash).to.equal(true);
      expect(problems).to.deep.equal([]);
    }
  });

  it('leads on by its links and by J and K, in the order of teaching, and back by the browser', async () => {
    const { page } = await chromium.open(realPage());
    const ids = await page.locator('.case').evaluateAll((all) => all.map((one) => one.id.slice(5)));
    await page.keyboard.press('j');
    await waitForCase(page, ids[0]);
    await page.locator('.case.current [rel=next]').click();
    await waitForCase(page, ids[1]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal(
      await page.locator('.case.current h3').textContent(),
    );
    await page.keyboard.press('j');
    await waitForCase(page, ids[2]);
    await page.keyboard.press('k');
    await waitForCase(page, ids[1]);
    await page.locator('.case.current [rel=prev]').click();
    await waitForCase(page, ids[0]);
    expect(await page.locator('.case.current [rel=prev]').count()).to.equal(0);
    await page.goBack();
    await waitForCase(page, ids[1]);
    await page.locator('.case.current .back').click();
    await page.locator('#overview').waitFor({ state: 'visible' });
    expect(await page.locator('#overview').isVisible()).to.equal(true);
  });

  it('has a list of all cases at the side of a wide screen, which marks the one that is shown', async () => {
    const { page } = await chromium.open(realPage(), { hash: '#case-strong-key', viewport: LAPTOP });
    expect(await page.locator('.contents a[href^="#case"]').count()).to.equal(
      await page.locator('.case').count(),
    );
    const current = page.locator('.contents [aria-current]');
    expect(await current.getAttribute('href')).to.equal('#case-strong-key');
    await page.locator('.contents a[href="#case-hello"]').click();
    expect(await shownCases(page)).to.deep.equal(['hello']);
    expect(await current.getAttribute('href')).to.equal('#case-hello');
    await page.setViewportSize(SIZES['phone'] ?? LAPTOP);
    expect(await page.locator('.contents').isVisible()).to.equal(false);
  });

  it('stays at the case when the skip link is used', async () => {
    const { page } = await chromium.open(realPage(), { hash: '#case-strong-key' });
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    expect(await shownCases(page)).to.deep.equal(['strong-key']);
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('main');
  });

  it('shows all of them on paper and without scripts', async () => {
    const { page } = await chromium.open(realPage(), { hash: '#case-strong-key' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.case:visible').count()).to.equal(await page.locator('.case').count());
    const { page: plain } = await chromium.open(realPage(), { javaScriptEnabled: false });
    expect(await plain.locator('.case:visible').count()).to.equal(await plain.locator('.case').count());
  });

  for (const language of LANGUAGES) {
    for (const [size, viewport] of Object.entries({ ...SIZES, laptop: LAPTOP })) {
      it(`needs at most ${SCREENS} screens of a ${size} in ${language} before anything is unfolded`, async () => {
        const { page } = await chromium.open(realPage(), { viewport, remembered: { language } });
        const long: string[] = [];
        const overview = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
        if (overview > SCREENS) long.push(`overview: ${overview.toFixed(2)}`);
        for (const id of await page.locator('.case').evaluateAll((all) => all.map((one) => one.id))) {
          await page.goto(`${page.url().split('#')[0] ?? ''}#${id}`);
          const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
          if (screens > SCREENS) long.push(`${id}: ${screens.toFixed(2)}`);
        }
        expect(long).to.deep.equal([]);
      });
    }
  }
});

async function shownCases(page: Page): Promise<string[]> {
  return page.locator('.case:visible').evaluateAll((all) => all.map((one) => one.id.slice('case-'.length)));
}
