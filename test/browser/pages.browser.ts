import { expect } from 'chai';
import { withChromium } from './chromium.js';
import {
  collidingTexts,
  IN_ONE_SCHEME,
  LANGUAGES,
  SCHEMES,
  showEverything,
  SIZES,
  tooWide,
  unfold,
  violations,
} from './page-checks.js';
import { realPage } from './real-report.js';

describe('every page of the real report', () => {
  const chromium = withChromium();

  for (const language of LANGUAGES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      it(`fits a ${size} in ${language}, without a word from the browser`, async () => {
        const { page, problems } = await chromium.open(realPage(), { viewport, remembered: { language } });
        expect(await page.locator('html').getAttribute('lang')).to.equal(language);
        expect(await tooWide(page)).to.deep.equal([]);
        await showEverything(page);
        await unfold(page);
        expect(await tooWide(page)).to.deep.equal([]);
        expect(await collidingTexts(page)).to.deep.equal([]);
        expect(problems).to.deep.equal([]);
      });
    }

    it(`shows of each case, in ${language}, its claim, its outcome and what was observed`, async () => {
      const { page } = await chromium.open(realPage(), { remembered: { language } });
      await showEverything(page);
      const cases = await page.locator('.case').all();
      expect(cases.length).to.be.at.least(8);
      for (const one of cases) {
        for (const part of ['h3', '.claim', '.quote', '.outcome', '.in-the-end', '.variants', '.why'])
          expect(await one.locator(part).first().isVisible(), part).to.equal(true);
        expect(await one.locator('.prediction').isVisible()).to.equal(false);
      }
    });
  }

  for (const { language, colorScheme } of IN_ONE_SCHEME) {
    it(`can be used by everybody in ${language}, when it is ${colorScheme}`, async () => {
      const { page } = await chromium.open(realPage(), {
        colorScheme,
        bypassCSP: true,
        remembered: { language },
      });
      expect(await violations(page)).to.deep.equal([]);
      await showEverything(page);
      await unfold(page);
      for (const next of await page.locator('.chosen [data-player=next]').all()) await next.click();
      expect(await violations(page)).to.deep.equal([]);
    });

    it(`can be used by everybody in ${language}, when it is ${colorScheme} and observations are hidden`, async () => {
      const { page } = await chromium.open(realPage(), {
        colorScheme,
        bypassCSP: true,
        remembered: { language, hidden: 'all' },
      });
      await showEverything(page);
      expect(await violations(page)).to.deep.equal([]);
    });
  }

  it('has other colours in the dark', async () => {
    const colours = await Promise.all(
      SCHEMES.map(async (colorScheme) => {
        const { page } = await chromium.open(realPage(), { colorScheme });
        return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      }),
    );
    expect(new Set(colours)).to.have.lengthOf(2);
  });

  it('can be read without scripts, and then has no buttons that do nothing', async () => {
    const { page } = await chromium.open(realPage(), { javaScriptEnabled: false });
    expect(await page.locator('button:not(.term button):visible').count()).to.equal(0);
    expect(await page.locator('.case').first().locator('.stated-and-observed').isVisible()).to.equal(true);
    const looks = page.locator('#case-values-outlive-keys .look');
    expect(await looks.count()).to.be.at.least(4);
    for (const look of await looks.all()) expect(await look.isVisible()).to.equal(true);
  });
});
