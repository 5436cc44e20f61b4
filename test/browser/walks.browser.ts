import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { withChromium } from './chromium.js';
import { IN_ONE_SCHEME, LANGUAGES, showEverything, SIZES, tooWide, violations } from './page-checks.js';
import { realPage } from './real-report.js';

const CASE = '#case-self-cleaning';

describe('the walk of a call', () => {
  const chromium = withChromium();

  it('is drawn step by step: what is looked at, expunged and placed again', async () => {
    const { page, problems } = await chromium.open(realPage(), { hash: CASE });
    await page.locator(`${CASE} [data-choose="1"]`).click();
    const variant = page.locator(`${CASE} .variant.chosen`);
    await variant.locator('[data-player=next]').click();
    await variant.locator('.look.now .walks > summary').click();
    const walk = variant.locator('.look.now .walk[open]');
    expect(await statesOf(walk)).to.deep.equal({ filled: 7 });
    expect(await walk.locator('[data-walk="-1"]').isDisabled()).to.equal(true);
    await walk.locator('[data-walk="1"]').click();
    expect(await statesOf(walk)).to.deep.equal({ filled: 6, stale: 1 });
    expect(await walk.locator('[aria-current]').innerText()).to.match(/^Look at slot 14: stale/);
    expect(await walk.locator('.here .number').textContent()).to.equal('14');
    const steps = await walk.locator('[data-step]').count();
    for (let step = 1; step < steps; step++) await walk.locator('[data-walk="1"]').click();
    expect(await walk.locator('[data-walk="1"]').isDisabled()).to.equal(true);
    expect(await statesOf(walk)).to.deep.equal({ filled: 1, live: 2 });
    expect(problems).to.deep.equal([]);
  });

  it('ends, for every call of every case, at the table of the next call or of the look', async () => {
    const { page, problems } = await chromium.open(realPage());
    await showEverything(page);
    await page.evaluate(() => {
      for (const all of document.querySelectorAll('.variant, .look')) all.classList.add('chosen', 'now');
      for (const details of document.querySelectorAll<HTMLDetailsElement>('.walks, .walk'))
        details.open = true;
    });
    const wrong = await page.evaluate(() => {
      const filled = (walk: Element): string =>
        [...walk.querySelectorAll('.walk-grid g:not(.empty) .number')]
          .map((one) => one.textContent)
          .join(' ');
      const slots = (before: string): string =>
        before
          .split(' ')
          .slice(1)
          .map((one) => Number(one.split(':')[0]))
          .toSorted((a, b) => a - b)
          .join(' ');
      const found: string[] = [];
      for (const walk of document.querySelectorAll<HTMLElement>('.walk[data-before]')) {
        if (walk.querySelector('.note') !== null) continue;
        const next = walk.nextElementSibling as HTMLElement | null;
        const button = walk.querySelector<HTMLElement>('[data-walk="1"]:not([disabled])');
        for (let step = walk.querySelectorAll('[data-step]').length; step > 0; step--) button?.click();
        const wanted = next?.dataset['before'];
        const isSame =
          next?.querySelector('.owner')?.textContent === walk.querySelector('.owner')?.textContent;
        if (wanted !== undefined && isSame && filled(walk) !== slots(wanted))
          found.push(`${walk.closest('.case')?.id ?? ''}: ${filled(walk)} is not ${slots(wanted)}`);
      }
      return found;
    });
    expect(wrong).to.deep.equal([]);
    expect(problems).to.deep.equal([]);
  });

  it('is listed in words without scripts', async () => {
    const { page } = await chromium.open(realPage(), { javaScriptEnabled: false });
    const walks = page.locator(`${CASE} .variant`).nth(1).locator('.walks').last();
    await walks.locator('> summary').click();
    expect(await walks.innerText()).to.match(/Look at slot 14: stale[^]*Expunge slot 12/);
    expect(await walks.locator('button:visible').count()).to.equal(0);
  });

  for (const language of LANGUAGES) {
    it(`fits a phone in ${language}`, async () => {
      const viewport = SIZES['phone'] ?? null;
      const { page } = await chromium.open(realPage(), { hash: CASE, viewport, remembered: { language } });
      await page.locator(`${CASE} .variant.chosen .look.now .walks > summary`).click();
      expect(await tooWide(page)).to.deep.equal([]);
    });
  }

  for (const { language, colorScheme } of IN_ONE_SCHEME) {
    it(`can be read by everybody in ${language}, when it is ${colorScheme}`, async () => {
      const { page } = await chromium.open(realPage(), {
        hash: CASE,
        colorScheme,
        bypassCSP: true,
        remembered: { language },
      });
      await page.locator(`${CASE} .variant.chosen .look.now .walks > summary`).click();
      await page.locator(`${CASE} .variant.chosen .look.now .walk[open] [data-walk="1"]`).click();
      expect(await violations(page)).to.deep.equal([]);
    });
  }
});

describe('a slot that is pointed at', () => {
  const chromium = withChromium();

  it('has its number, its key and the key’s home slot below the table', async () => {
    const { page } = await chromium.open(realPage(), { hash: '#case-values-outlive-keys' });
    const figure = page.locator('#case-values-outlive-keys .look.now .slots').first();
    await figure.scrollIntoViewIfNeeded();
    const drawing = (await figure.locator('use').getAttribute('href')) ?? '';
    const keys = (await page.locator(drawing).getAttribute('data-keys')) ?? '';
    const [slot = '', key = '', home = ''] = keys.split(' ').at(-1)?.split(':') ?? [];
    const box = await figure.locator('svg').boundingBox();
    const [columns, length] = await Promise.all(
      ['data-columns', 'data-length'].map(async (name) => Number(await figure.getAttribute(name))),
    );
    if (box === null || columns === undefined || length === undefined) throw new Error('no table is drawn');
    const [column, row] = [Number(slot) % columns, Math.floor(Number(slot) / columns)];
    await page.mouse.move(
      box.x + ((column + 0.5) / columns) * box.width,
      box.y + ((row + 0.5) / (length / columns)) * box.height,
    );
    expect(await figure.locator('.pointed-at').innerText()).to.equal(
      `Slot ${slot}: key #${key}, home slot ${home}`,
    );
  });
});

/** How many slots are drawn in each state, the empty ones left out. */
async function statesOf(walk: Locator): Promise<Record<string, number>> {
  const states = await walk
    .locator('.walk-grid g')
    .evaluateAll((slots) => slots.map((slot) => slot.classList.item(0) ?? ''));
  const counts: Record<string, number> = {};
  for (const state of states) if (state !== 'empty') counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
