import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { HOSTILE, hostileCase } from '../render/hostile-case.js';
import { pageOf } from '../render/written-report.js';
import { showEverything } from './page-checks.js';
import { withChromium } from './chromium.js';

describe('a report full of hostile names', () => {
  const chromium = withChromium();
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'test-of-heapwitness-'));
    await pageOf(join(folder, 'report'), [hostileCase()]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const bypassCSP of [false, true]) {
    it(`shows them letter by letter and runs nothing, ${bypassCSP ? 'even without its policy' : 'under its policy'}`, async () => {
      const { page, problems } = await chromium.open(join(folder, 'report', 'index.html'), { bypassCSP });
      for (const language of ['zh-CN', 'en']) {
        await page.locator(`[data-language=${language}]`).click();
        await showEverything(page);
        expect(await page.locator('.case h3').first().innerText()).to.equal(HOSTILE);
        expect(await page.locator('.path').last().textContent()).to.include(HOSTILE);
        expect(await page.locator('img').count()).to.equal(0);
        expect(await page.locator('script').count()).to.equal(1);
        for (const player of await page.locator('.chosen [data-player=next]').all()) await player.click();
      }
      for (const link of await page.locator('a[href]').all())
        expect(await link.getAttribute('href')).to.match(/^(?:#|snapshots\/)/);
      expect(problems).to.deep.equal([]);
    });
  }
});
