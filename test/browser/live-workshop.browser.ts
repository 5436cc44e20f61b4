import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { startLiveWorkshop } from '../../harness/live-workshop/index.js';
import type { LiveWorkshop } from '../../harness/live-workshop/index.js';
import { STORY } from '../../harness/live-workshop/story/story.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { withChromium } from './chromium.js';
import { violations, LANGUAGES, SCHEMES, SIZES, tooWide } from './page-checks.js';

/** A folder whose name would be code, if a page did not show names as text. */
const HOSTILE = '<img src=x onerror=alert(1)>';

function withWorkshop(work: (workshop: LiveWorkshop) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const signal = new AbortController().signal;
    const workshop = await startLiveWorkshop({ folder: join(folder, HOSTILE), signal });
    try {
      await work(workshop);
    } finally {
      await workshop.close();
    }
  });
}

const driverOf = (workshop: LiveWorkshop): URL => new URL(workshop.url);
const projectorOf = (workshop: LiveWorkshop): URL => new URL(workshop.projectorUrl);

/** Presses a button, and waits for the server's answer. */
async function press(page: Page, button: string, path = '/steps'): Promise<void> {
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === path);
  await page.locator(button).click();
  await (await answered).finished();
}

/** Waits until the page shows these counts of the current thread. */
async function showsCounts(page: Page, keys: number, values: number, staleEntries: number): Promise<void> {
  const shown = async (): Promise<string> => (await page.locator('[data-count]').allTextContents()).join(' ');
  const wanted = `${keys} ${values} ${staleEntries}`;
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('[data-count]')].map((one) => one.textContent).join(' ') === text,
    wanted,
  );
  expect(await shown()).to.equal(wanted);
}

describe('the live workshop in a browser', () => {
  const chromium = withChromium();

  for (const language of LANGUAGES) {
    it(`tells the whole story in ${language}, in both windows`, () =>
      withWorkshop(async (workshop) => {
        const remembered = { language };
        const driver = await chromium.open(driverOf(workshop), { remembered });
        const room = await chromium.open(projectorOf(workshop), {
          remembered,
          viewport: SIZES['projector']!,
        });
        const said = new Set<string>();
        const shown = '.story-sentence';
        for (const [at, { actions, after }] of STORY.entries()) {
          const say = (await driver.page.locator(`.story ${shown}`).textContent()) ?? '';
          if (actions.length > 0) {
            // What the room is about to see is not told before.
            expect(await room.page.locator(shown).allTextContents()).to.not.include(say);
            await press(driver.page, '.story .act', '/scene');
          }
          if (after !== null) {
            for (const { page } of [driver, room])
              await showsCounts(page, after.keys, after.values, after.staleEntries);
          }
          await room.page.locator(shown, { hasText: say }).waitFor();
          expect(await room.page.evaluate(() => scrollY)).to.equal(0);
          said.add(say);
          if (at === STORY.length - 1) break;
          await press(driver.page, '.story .buttons button:last-child');
          await driver.page.waitForFunction(
            (text) => document.querySelector('.story .story-sentence')?.textContent !== text,
            say,
          );
        }
        expect(said.size).to.equal(STORY.length);
        expect(
          [...said].every((sentence) => /[\u4e00-\u9fff]/.test(sentence) === (language === 'zh-CN')),
        ).to.equal(true);
        expect(await driver.page.evaluate(() => document.documentElement.lang)).to.equal(language);
        expect([...driver.problems, ...room.problems]).to.deep.equal([]);
      }));
  }

  it('puts the room’s guess beside what is so', () =>
    withWorkshop(async (workshop) => {
      const { page } = await chromium.open(driverOf(workshop));
      await press(page, '[data-operation=start]');
      await press(page, '.request-form button');
      await showsCounts(page, 8, 8, 0);
      await page.locator('.guess-form input').first().fill('0');
      await page.locator('.guess-form input').last().fill('0');
      await press(page, '.guess-form button');
      await press(page, '[data-operation=collect]');
      await showsCounts(page, 0, 8, 8);
      // Other threads, and going on in the story, do not change what was left.
      await press(page, '.story .buttons button:last-child');
      const rows = await page.locator('.guess tbody tr').allTextContents();
      expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).to.deep.equal([
        'Keys00 ✓ right',
        'Values08 ✗ wrong',
      ]);
    }));

  it('calls the chosen function of the key in a slot that is clicked, also by keyboard', () =>
    withWorkshop(async (workshop) => {
      const { page } = await chromium.open(driverOf(workshop));
      await press(page, '[data-operation=start]');
      await press(page, '.request-form button');
      await showsCounts(page, 8, 8, 0);
      await page.locator('[name=slot-call][value=remove]').check();
      await press(page, '.one-slot.L >> nth=0');
      await showsCounts(page, 7, 7, 0);
      await page.locator('.one-slot.L').first().focus();
      const answered = page.waitForResponse((response) => response.url().includes('/steps'));
      await page.keyboard.press('Enter');
      await answered;
      await showsCounts(page, 6, 6, 0);
    }));

  it('says why a step cannot be done', () =>
    withWorkshop(async (workshop) => {
      const { page } = await chromium.open(driverOf(workshop));
      await press(page, '[data-operation=start]');
      await page.locator('.request-form input').fill('200');
      await press(page, '.request-form button');
      await press(page, '.request-form button');
      await page.locator('[role=alert]').waitFor();
      expect(await page.locator('[role=alert]').textContent()).to.match(/^pool-1 has 200 entries/);
    }));

  it('loses nothing by a reload, and tells a second driver that one drives', () =>
    withWorkshop(async (workshop) => {
      const first = await chromium.open(driverOf(workshop));
      await press(first.page, '[data-operation=start]');
      await press(first.page, '.request-form button');
      const second = await chromium.open(driverOf(workshop));
      await showsCounts(second.page, 8, 8, 0);
      expect(await second.page.locator('.notice').textContent()).to.include('Another window drives.');
      expect(await second.page.locator('[data-operation=collect]').isDisabled()).to.equal(true);
      await first.page.reload();
      await showsCounts(first.page, 8, 8, 0);
      expect(await first.page.locator('.notice').count()).to.equal(0);
      await press(second.page, '.notice button', '/drive');
      await first.page.locator('.notice').waitFor();
      await press(second.page, '[data-operation=collect]');
      await showsCounts(first.page, 0, 8, 8);
    }));

  it('says that the workshop does not answer once it has been stopped', () =>
    withWorkshop(async (workshop) => {
      const { page } = await chromium.open(driverOf(workshop));
      await press(page, '[data-operation=start]');
      await workshop.close();
      await page.locator('[role=alert]').waitFor();
      expect(await page.locator('[role=alert]').textContent()).to.include('does not answer');
      await showsCounts(page, 0, 0, 0);
    }));

  it('has nothing to press in the room’s window, whose language follows the driver’s', () =>
    withWorkshop(async (workshop) => {
      const { page } = await chromium.open(driverOf(workshop));
      await press(page, '.story .act', '/scene');
      await press(page, '.request-form button');
      const opened = page.waitForEvent('popup');
      await page.locator('a[target=projector]').click();
      const room = await opened;
      await showsCounts(room, 8, 8, 0);
      expect(await room.locator('button:visible, a:visible, input:visible').count()).to.equal(0);
      await page.locator('[data-language=zh-CN]').click();
      await room.waitForFunction(() => document.documentElement.lang === 'zh-CN');
      expect(await room.locator('.story-sentence').textContent()).to.match(/线程/);
    }));

  it('shows what has happened meanwhile when a window that slept comes back', () =>
    withWorkshop(async (workshop) => {
      const driver = await chromium.open(driverOf(workshop));
      const room = await chromium.open(projectorOf(workshop));
      await press(driver.page, '[data-operation=start]');
      await showsCounts(room.page, 0, 0, 0);
      const sleeper = await room.page.context().newCDPSession(room.page);
      await sleeper.send('Page.setWebLifecycleState', { state: 'frozen' });
      await press(driver.page, '.request-form button');
      await press(driver.page, '[data-operation=collect]');
      await showsCounts(driver.page, 0, 8, 8);
      await sleeper.send('Page.setWebLifecycleState', { state: 'active' });
      await showsCounts(room.page, 0, 8, 8);
      expect(room.problems).to.deep.equal([]);
    }));

  it('gives a report that opens without the server', () =>
    withWorkshop(async (workshop) => {
      const { page } = await chromium.open(driverOf(workshop));
      await press(page, '.story .act', '/scene');
      const download = page.waitForEvent('download');
      await page.locator('.step-list a').last().click();
      const file = await (await download).path();
      const html = `${file}.html`;
      await rename(file, html);
      await workshop.close();
      const report = await chromium.open(html, { remembered: { language: 'zh-CN' } });
      expect(await report.page.locator('.log-report tbody tr').allTextContents()).to.deep.equal([
        '1启动线程pool-1 0 0 0',
      ]);
      expect(await violations(report.page)).to.deep.equal([]);
      expect(report.problems).to.deep.equal([]);
    }));

  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      it(`is accessible and fits: ${size}, ${colorScheme}`, () =>
        withWorkshop(async (workshop) => {
          const driver = await chromium.open(driverOf(workshop), { viewport, colorScheme });
          const room = await chromium.open(projectorOf(workshop), { viewport, colorScheme });
          await press(driver.page, '[data-operation=start]');
          await press(driver.page, '.request-form button');
          await press(driver.page, '[data-operation=collect]');
          await press(driver.page, '[data-operation=snapshot]');
          await press(driver.page, '.guess-form button');
          await press(driver.page, '[data-operation=miss]');
          for (const { page, problems } of [driver, room]) {
            await showsCounts(page, 1, 0, 0);
            await page.locator('.walk-picture svg').first().waitFor();
            expect(await tooWide(page)).to.deep.equal([]);
            expect(await violations(page)).to.deep.equal([]);
            expect(problems).to.deep.equal([]);
          }
        }));
    }
  }
});
