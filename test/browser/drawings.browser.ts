import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { withChromium } from './chromium.js';
import { realPage } from './real-report.js';

/** Places in the reference picture, as parts of its width and height: just inside a box's upper left corner. */
const KEY = [252 / 480, 22 / 176] as const;
const VALUE = [372 / 480, 120 / 176] as const;

describe('the drawings', () => {
  const chromium = withChromium();

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`show the key in blue until it is dead, and the value in amber until it is removed, when it is ${colorScheme}`, async () => {
      const { page } = await chromium.open(realPage(), { colorScheme, bypassCSP: true });
      const seen: string[] = [];
      for (const state of ['held', 'dead', 'removed']) {
        const picture = page.locator(`.pictures .picture.${state}`);
        seen.push(`${state}: ${await hueAt(page, picture, KEY)}, ${await hueAt(page, picture, VALUE)}`);
      }
      expect(seen).to.deep.equal(['held: blue, amber', 'dead: paper, amber', 'removed: paper, paper']);
    });
  }

  it('refer to drawings that are there', async () => {
    const { page } = await chromium.open(realPage());
    const missing = await page.evaluate(() =>
      [...document.querySelectorAll('use')]
        .map((use) => use.getAttribute('href') ?? '')
        .filter((href) => document.getElementById(href.slice(1)) === null),
    );
    expect(missing).to.deep.equal([]);
  });
});

async function hueAt(page: Page, picture: Locator, [x, y]: readonly [number, number]): Promise<string> {
  const image = (await picture.screenshot()).toString('base64');
  const [red = 0, , blue = 0] = await page.evaluate(
    async (wanted) => {
      const bytes = Uint8Array.from(atob(wanted.image), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      canvas?.drawImage(bitmap, 0, 0);
      const [column, row] = [Math.round(wanted.x * bitmap.width), Math.round(wanted.y * bitmap.height)];
      return [...(canvas?.getImageData(column, row, 1, 1).data ?? [])];
    },
    { image, x, y },
  );
  if (Math.abs(red - blue) < 8) return 'paper';
  return blue > red ? 'blue' : 'amber';
}
