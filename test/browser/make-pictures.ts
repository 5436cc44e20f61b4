import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { PROJECT } from '../support/project.js';
import { chromiumFile } from './chromium.js';

// npm run pictures: the pictures of docs/workshop.md, taken from the example report, in both languages.
const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;
const PICTURES: Readonly<Record<string, string>> = {
  'three-states': '.pictures',
  'key-dies-value-stays': '#case-values-outlive-keys .slot-section',
  'look-by-look': '#case-values-outlive-keys .chart-section',
  'what-holds-it': '#case-values-outlive-keys .path-section',
};

const folder = join(PROJECT, 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: chromiumFile(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const view = { viewport: { width: 1100, height: 900 }, colorScheme: 'light', bypassCSP: true } as const;
  const page = await browser.newPage(view);
  await page.goto(pathToFileURL(join(PROJECT, 'reports', 'example', 'index.html')).href);
  for (const [language, button] of Object.entries(LANGUAGES)) {
    await page.getByRole('button', { name: button }).click();
    // The bar that stays on top would lie over what is taken.
    await page.addStyleTag({ content: '.toolbar { display: none !important; }' });
    for (const [name, selector] of Object.entries(PICTURES)) {
      const file = join(folder, `${name}.${language}.png`);
      await page.locator(selector).filter({ visible: true }).first().screenshot({ path: file });
      process.stdout.write(`docs/pictures/${name}.${language}.png\n`);
    }
    await page.reload();
  }
} finally {
  await browser.close();
}
