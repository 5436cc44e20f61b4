import { expect } from 'chai';
import { withChromium } from './chromium.js';
import { realPage } from './real-report.js';

/** A4 less the margins of 14 mm, in CSS pixels. */
const PAPER = { width: 688, height: 1017 };

describe('the page on paper', () => {
  const chromium = withChromium();

  it('has no buttons, is light, and is not wider than the paper', async () => {
    const { page } = await chromium.open(realPage(), { viewport: PAPER, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button:not(.term button):visible').count()).to.equal(0);
    const claim = page.locator('#case-values-outlive-keys .claim');
    expect(await claim.innerText()).to.match(/^The key of a ThreadLocalMap entry is weak and is collected;/);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).to.equal(
      'rgb(255, 255, 255)',
    );
    const paper = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(paper.scrollWidth).to.be.at.most(paper.clientWidth);
  });

  it('begins each case on a sheet of its own, with its chapter’s title above it if it is the first', async () => {
    const { page } = await chromium.open(realPage(), { viewport: PAPER });
    await page.emulateMedia({ media: 'print' });
    const breaks = await page.evaluate(() =>
      [...document.querySelectorAll('.chapter')].map((chapter) =>
        [chapter, ...chapter.querySelectorAll('.case')].map((part) => getComputedStyle(part).breakBefore),
      ),
    );
    for (const [chapter, first, ...rest] of breaks) {
      expect([chapter, first]).to.deep.equal(['page', 'auto']);
      expect(rest.filter((value) => value !== 'page')).to.deep.equal([]);
    }
  });

  it('shows all steps, also when one of them is shown on the screen', async () => {
    const { page } = await chromium.open(realPage(), { viewport: PAPER, hash: '#case-values-outlive-keys' });
    const player = page.locator('#case-values-outlive-keys .player').first();
    await player.locator('[data-player=next]').click();
    await page.emulateMedia({ media: 'print' });
    for (const look of await player.locator('.look').all()) expect(await look.isVisible()).to.equal(true);
  });

  it('can be printed with its observations, and without them for a class that predicts', async () => {
    const { page } = await chromium.open(realPage(), { viewport: PAPER });
    const full = await page.pdf({ format: 'A4' });
    await page.locator('.toolbar .curtain').click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.why:visible').count()).to.equal(0);
    expect(await page.locator('.prediction:visible').count()).to.equal(await page.locator('.case').count());
    const hidden = await page.pdf({ format: 'A4' });
    for (const file of [full, hidden]) expect(file.subarray(0, 5).toString()).to.equal('%PDF-');
    expect(hidden.length).to.be.below(full.length);
  });

  it('unfolds what is folded for as long as it prints', async () => {
    const { page } = await chromium.open(realPage());
    const open = (): Promise<number> => page.locator('details[open]').count();
    const before = await open();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await open()).to.equal(await page.locator('details').count());
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await open()).to.equal(before);
  });
});
