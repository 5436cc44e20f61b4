import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { showEverything } from './page-checks.js';
import { withChromium } from './chromium.js';
import { realPage } from './real-report.js';

const CASE = '#case-values-outlive-keys';
const PLAYER = `${CASE} .player`;

describe('the step-by-step player', () => {
  const chromium = withChromium();

  it('shows one look at a time, and says what happened since the one before', async () => {
    const { page, problems } = await chromium.open(realPage(), { hash: CASE });
    const player = page.locator(PLAYER).first();
    expect(await shown(player)).to.deep.equal([0]);
    await press(player, 'next');
    expect(await shown(player)).to.deep.equal([1]);
    expect(await said(player)).to.equal(
      'Step 2 of 4, keys dropped, after GC 1: 100 keys died, 100 values stayed.',
    );
    await press(player, 'previous');
    expect(await shown(player)).to.deep.equal([0]);
    expect(await said(player)).to.equal('Step 1 of 4, keys held: 100 keys and 100 values are alive.');
    await press(player, 'all');
    expect(await shown(player)).to.deep.equal([0, 1, 2, 3]);
    expect(problems).to.deep.equal([]);
  });

  it('shows one variant at a time, each at the same step', async () => {
    const { page } = await chromium.open(realPage(), { hash: CASE });
    const [without, removing] = await page.locator(`${CASE} [data-choose]`).all();
    const players = page.locator(PLAYER);
    await press(players.first(), 'next');
    await removing?.click();
    expect(await players.first().isVisible()).to.equal(false);
    expect(await said(players.last())).to.match(/^Step 2 of 4, keys dropped, after GC 1: 100 keys died/);
    expect(await removing?.getAttribute('aria-pressed')).to.equal('true');
    await press(players.last(), 'all');
    await without?.click();
    expect(await shown(players.first())).to.deep.equal([0, 1, 2, 3]);
    expect(await players.last().isVisible()).to.equal(false);
  });

  it('says it in a live region', async () => {
    const { page } = await chromium.open(realPage(), { hash: CASE });
    expect(await page.locator(`${PLAYER} .said`).first().getAttribute('aria-live')).to.equal('polite');
  });

  it('keeps the table in view at a step at which nothing changed', async () => {
    const { page } = await chromium.open(realPage(), { hash: CASE });
    const player = page.locator(PLAYER).first();
    for (let step = 0; step < 2; step++) await press(player, 'next');
    expect(await said(player)).to.equal('Step 3 of 4, after GC 2: nothing changed.');
    expect(await player.locator('.slots:visible').count()).to.equal(1);
    expect(await player.locator('.slots:visible').innerText()).to.include('100 stale');
  });

  it('marks the slots that changed', async () => {
    const { page } = await chromium.open(realPage(), { hash: CASE });
    const player = page.locator(PLAYER).first();
    await press(player, 'next');
    expect(await player.locator('.slots:visible').innerText()).to.include('100 slots changed');
    const drawing = await player.locator('.look.now use').last().getAttribute('href');
    expect(await page.locator(`${drawing} .changed`).count()).to.equal(1);
  });

  it('is led by the arrow keys, Home, End and Escape', async () => {
    const { page } = await chromium.open(realPage(), { hash: CASE });
    const player = page.locator(PLAYER).first();
    await player.locator('[data-player=next]').focus();
    for (const [key, looks] of [
      ['ArrowRight', [1]],
      ['ArrowLeft', [0]],
      ['ArrowLeft', [0]],
      ['Home', [0]],
    ] as const) {
      await page.keyboard.press(key);
      expect(await shown(player), key).to.deep.equal(looks);
    }
    await page.keyboard.press('End');
    expect(await said(player)).to.match(/^Step 4 of 4/);
    await page.keyboard.press('Escape');
    expect(await shown(player)).to.deep.equal([0, 1, 2, 3]);
  });

  it('plays to the end, can be stopped on the way, and begins again from the end', async () => {
    const { page } = await chromium.open(realPage(), { hash: CASE });
    await page.clock.install();
    const player = page.locator(PLAYER).first();
    await press(player, 'play');
    expect(await player.locator('.when-playing').isVisible()).to.equal(true);
    await page.clock.runFor(A_MINUTE);
    expect(await said(player)).to.match(/^Step 4 of 4/);
    expect(await player.locator('.when-still').isVisible()).to.equal(true);
    await press(player, 'play');
    expect(await said(player)).to.match(/^Step 1 of 4/);
    await press(player, 'play');
    await page.clock.runFor(A_MINUTE);
    expect(await said(player)).to.match(/^Step 1 of 4/);
  });

  it('moves nothing where the reader wants less motion, and fades where not', async () => {
    for (const [reducedMotion, animation] of [
      ['reduce', 'none'],
      ['no-preference', 'appear'],
    ] as const) {
      const { page } = await chromium.open(realPage(), { hash: CASE, reducedMotion });
      const player = page.locator(PLAYER).first();
      await press(player, 'next');
      expect(await animationOf(page), reducedMotion).to.equal(animation);
    }
  });

  it('works for every table of every case, in both languages', async () => {
    for (const language of ['en', 'zh-CN']) {
      const { page, problems } = await chromium.open(realPage(), { remembered: { language } });
      await showEverything(page);
      await page.evaluate(() =>
        document.querySelectorAll('.variant').forEach(({ classList }) => classList.add('chosen')),
      );
      for (const player of await page.locator('.player:has([data-player])').all()) {
        const looks = await player.locator('.look').count();
        for (let step = 1; step < looks; step++) {
          await press(player, 'next');
          expect(await said(player)).to.equal(
            await player.locator('.look').nth(step).getAttribute('data-say'),
          );
          expect(await player.locator('.slots:visible, .note:visible').count()).to.be.at.least(1);
        }
      }
      expect(problems).to.deep.equal([]);
    }
  });
});

/** Of the page's own clock, which a test moves. */
const A_MINUTE = 60_000;

async function press(player: Locator, action: string): Promise<void> {
  await player.locator(`[data-player=${action}]`).click();
}

async function said(player: Locator): Promise<string> {
  return player.locator('.said').innerText();
}

/** The looks that can be seen, by their places. */
async function shown(player: Locator): Promise<number[]> {
  const looks = await player.locator('.look').all();
  const visible = await Promise.all(looks.map((look) => look.isVisible()));
  return visible.flatMap((is, index) => (is ? [index] : []));
}

async function animationOf(page: Page): Promise<string> {
  return page
    .locator(`${PLAYER} .look.now .slots`)
    .first()
    .evaluate((element) => getComputedStyle(element).animationName);
}
