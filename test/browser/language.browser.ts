import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { withChromium } from './chromium.js';
import { showEverything } from './page-checks.js';
import { realPage } from './real-report.js';

describe('the language of the page', () => {
  const chromium = withChromium();

  it('is chosen by the reader, and remembered', async () => {
    const { page, problems } = await chromium.open(realPage());
    expect(await page.locator('h1').innerText()).to.match(/The key dies\./);
    await page.locator('[data-language=zh-CN]').click();
    expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN');
    expect(await page.title()).to.include('value 仍在');
    expect(await page.locator('h1').innerText()).to.match(/key 已回收。/);
    await page.reload();
    expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN');
    await page.locator('[data-language=en]').click();
    expect(await page.locator('html').getAttribute('lang')).to.equal('en');
    expect(await page.title()).to.include('The key dies');
    expect(problems).to.deep.equal([]);
  });

  it('is the browser’s until one is chosen', async () => {
    const { page } = await chromium.open(realPage(), { locale: 'zh-CN' });
    expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN');
  });

  it('is English where what is remembered is no language of the page', async () => {
    const { page, problems } = await chromium.open(realPage(), { remembered: { language: '"><x' } });
    expect(await page.locator('html').getAttribute('lang')).to.equal('en');
    expect(await page.evaluate(() => getComputedStyle(document.body).visibility)).to.equal('visible');
    expect(problems).to.deep.equal([]);
  });

  it('can be told from its button, which keeps the focus', async () => {
    const { page } = await chromium.open(realPage());
    await page.locator('[data-language=zh-CN]').focus();
    await page.keyboard.press('Enter');
    const focused = page.locator(':focus');
    expect(await focused.innerText()).to.equal('简体中文');
    expect(await focused.getAttribute('aria-pressed')).to.equal('true');
  });

  it('changes where the reader is, without leaving the place', async () => {
    const { page } = await chromium.open(realPage(), {
      viewport: { width: 1280, height: 800 },
      hash: '#case-strong-key',
    });
    await page.locator('#case-strong-key .why').evaluate((element) => element.scrollIntoView());
    const before = await topOf(page);
    const button = await page.locator('[data-language=zh-CN]').boundingBox();
    await page.mouse.click((button?.x ?? 0) + 5, (button?.y ?? 0) + 5);
    expect(await page.locator('html').getAttribute('lang')).to.equal('zh-CN');
    expect(Math.abs((await topOf(page)) - before)).to.be.below(120);
    expect(await page.locator('.case:visible').count()).to.equal(1);
  });

  it('leads to the place that the address names', async () => {
    const { page } = await chromium.open(realPage(), {
      remembered: { language: 'zh-CN' },
      hash: '#case-strong-key',
    });
    expect(Math.abs(await topOf(page))).to.be.below(160);
  });

  it('leaves no English but names, quotes and what has no translation', async () => {
    const { page } = await chromium.open(realPage(), { remembered: { language: 'zh-CN' } });
    await showEverything(page);
    const headings = await page
      .locator('h2, h4, button:not([data-choose], .term button), caption, summary')
      .allInnerTexts();
    const foreign = headings.filter(
      (text) => text !== 'English' && text !== '' && !/\p{Script=Han}/u.test(text),
    );
    expect(foreign).to.deep.equal([]);
  });
});

async function topOf(page: Page): Promise<number> {
  return page.locator('#case-strong-key').evaluate((element) => element.getBoundingClientRect().top);
}
