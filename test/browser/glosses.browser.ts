import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { withChromium } from './chromium.js';
import { IN_ONE_SCHEME, LANGUAGES, SIZES, tooWide, violations } from './page-checks.js';
import { realPage } from './real-report.js';

const CASE = '#case-values-outlive-keys';

describe('the special terms of a case', () => {
  const chromium = withChromium();

  it('open their explanation when pointed at, focused or touched, and close it again', async () => {
    const { page, problems } = await chromium.open(realPage(), { hash: CASE, hasTouch: true });
    const term = termNamed(page, 'ThreadLocalMap');
    const gloss = term.locator('xpath=following-sibling::span');
    expect(await gloss.isVisible()).to.equal(false);
    await term.hover();
    expect(await gloss.innerText()).to.include('The table that each thread has');
    await page.mouse.move(0, 0);
    expect(await gloss.isVisible()).to.equal(false);
    await term.focus();
    expect(await gloss.isVisible()).to.equal(true);
    await page.keyboard.press('Escape');
    expect(await gloss.isVisible()).to.equal(false);
    await term.tap();
    expect(await gloss.isVisible()).to.equal(true);
    expect(problems).to.deep.equal([]);
  });

  it('are explained without scripts, too', async () => {
    const { page } = await chromium.open(realPage(), { javaScriptEnabled: false });
    const term = termNamed(page, 'ThreadLocalMap');
    await term.focus();
    const gloss = term.locator('xpath=following-sibling::span');
    expect(await gloss.isVisible()).to.equal(true);
  });

  it('are marked once in each case', async () => {
    const { page } = await chromium.open(realPage());
    const repeated = await page.locator('.case').evaluateAll((cases) =>
      cases.flatMap((one) => {
        const ids = [...one.querySelectorAll('.gloss')].map(({ id }) => id);
        return ids.filter((id, index) => ids.indexOf(id) !== index);
      }),
    );
    expect(repeated).to.deep.equal([]);
  });

  for (const language of LANGUAGES) {
    it(`have an explanation that fits a phone in ${language}`, async () => {
      const { page } = await chromium.open(realPage(), {
        hash: CASE,
        viewport: SIZES['phone'] ?? null,
        remembered: { language },
      });
      for (const term of await page.locator(`${CASE} .term button:visible`).all()) {
        await term.focus();
        expect(await tooWide(page)).to.deep.equal([]);
        const box = await page.locator(`${CASE} .gloss:visible`).first().boundingBox();
        expect(box?.x).to.be.at.least(0);
      }
    });
  }

  for (const { language, colorScheme } of IN_ONE_SCHEME) {
    it(`have an explanation that everybody can read in ${language}, when it is ${colorScheme}`, async () => {
      const { page } = await chromium.open(realPage(), {
        hash: CASE,
        colorScheme,
        bypassCSP: true,
        remembered: { language },
      });
      await page.locator(`${CASE} .term button:visible`).first().focus();
      expect(await violations(page)).to.deep.equal([]);
    });
  }
});

function termNamed(page: Page, text: string): Locator {
  return page.locator(`${CASE} .term button`, { hasText: new RegExp(`^${text}$`) }).first();
}
