import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { withChromium } from './chromium.js';
import { realPage } from './real-report.js';

const SIZES = { phone: { width: 390, height: 844 }, projector: { width: 1920, height: 1080 } };
const LANGUAGES = ['en', 'zh-CN'] as const;
const SCHEMES = ['light', 'dark'] as const;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('every page of the real report', () => {
  const chromium = withChromium();

  for (const language of LANGUAGES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      it(`fits a ${size} in ${language}, without a word from the browser`, async () => {
        const { page, problems } = await chromium.open(realPage(), { viewport, remembered: { language } });
        expect(await page.locator('html').getAttribute('lang')).to.equal(language);
        expect(await tooWide(page)).to.deep.equal([]);
        expect(await collidingTexts(page)).to.deep.equal([]);
        expect(problems).to.deep.equal([]);
      });
    }

    for (const colorScheme of SCHEMES) {
      it(`can be used by everybody in ${language}, when it is ${colorScheme}`, async () => {
        const { page } = await chromium.open(realPage(), {
          colorScheme,
          bypassCSP: true,
          remembered: { language },
        });
        expect(await violations(page)).to.deep.equal([]);
      });
    }

    it(`shows of each case, in ${language}, its claim, its outcome and what was observed`, async () => {
      const { page } = await chromium.open(realPage(), { remembered: { language } });
      const cases = await page.locator('.case').all();
      expect(cases.length).to.be.at.least(8);
      for (const one of cases) {
        for (const part of ['h3', '.claim', '.quote', '.outcome', '.stated-and-observed', '.why'])
          expect(await one.locator(part).first().isVisible(), part).to.equal(true);
        expect(await one.locator('.prediction').isVisible()).to.equal(false);
      }
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
    expect(await page.locator('button:visible').count()).to.equal(0);
    expect(await page.locator('.case').first().locator('.stated-and-observed').isVisible()).to.equal(true);
    const looks = page.locator('#case-values-outlive-keys .look');
    expect(await looks.count()).to.be.at.least(4);
    for (const look of await looks.all()) expect(await look.isVisible()).to.equal(true);
  });
});

/** What reaches over the right edge, save in parts that scroll by themselves. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('#page *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .filter((element) => element.closest('.scrolling, svg') === null)
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`);
  });
}

/** Words of a chart that lie on each other or outside of it. */
async function collidingTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.chart svg')].flatMap((chart) => {
      const frame = chart.getBoundingClientRect();
      const texts = [...chart.querySelectorAll('text')].map((text) => ({
        said: text.textContent ?? '',
        box: text.getBoundingClientRect(),
      }));
      const outside = texts.filter(
        ({ box }) =>
          box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1,
      );
      const colliding = texts.filter(({ box }, index) =>
        texts
          .slice(index + 1)
          .some(
            (other) =>
              box.left < other.box.right - 1 &&
              other.box.left < box.right - 1 &&
              box.top < other.box.bottom - 4 &&
              other.box.top < box.bottom - 4,
          ),
      );
      return [...outside, ...colliding].map(
        ({ said }) => `${chart.getAttribute('aria-labelledby')}: ${said}`,
      );
    }),
  );
}

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: AXE });
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: unknown) => Promise<AxeResults> };
    };
    const results = await axe.run({ runOnly: ['wcag2a', 'wcag2aa'], resultTypes: ['violations'] });
    return results.violations.map(({ id, nodes }) => ({
      id,
      where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`),
    }));
  });
  return found.map(({ id, where }) => `${id} (${where.length}): ${where.slice(0, 3).join(' | ')}`);
}
