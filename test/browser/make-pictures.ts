import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { COMMAND, PROJECT } from '../support/project.js';
import { endOf, startNode } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { chromiumFile } from './chromium.js';

// npm run pictures: the pictures of docs/workshop.md, taken from the example report, and that of README, taken from a
// check of its own scenario; in both languages.
const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;
const PICTURES: Readonly<Record<string, string>> = {
  'three-states': '.pictures',
  'key-dies-value-stays': '#case-values-outlive-keys .variants',
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
  const view = {
    viewport: { width: 1100, height: 900 },
    colorScheme: 'light',
    bypassCSP: true,
    reducedMotion: 'reduce',
  } as const;
  const page = await browser.newPage(view);
  await page.goto(pathToFileURL(join(PROJECT, 'reports', 'example', 'index.html')).href);
  for (const [language, button] of Object.entries(LANGUAGES)) {
    await page.getByRole('button', { name: button }).click();
    // The bar that stays on top would lie over what is taken.
    await page.addStyleTag({ content: '.toolbar { display: none !important; }' });
    for (const [name, selector] of Object.entries(PICTURES)) {
      const file = join(folder, `${name}.${language}.png`);
      await page.evaluate((hash) => (location.hash = hash), /^#\S+/.exec(selector)?.[0] ?? '');
      if (name === 'key-dies-value-stays')
        await page.locator(`${selector} .chosen [data-player=next]`).click();
      await page.evaluate((part) => document.querySelector(part)?.setAttribute('open', ''), selector);
      await page.locator(selector).filter({ visible: true }).first().screenshot({ path: file });
      process.stdout.write(`docs/pictures/${name}.${language}.png\n`);
    }
    await page.reload();
  }
  await pictureOfVerdict();
} finally {
  await browser.close();
}

async function pictureOfVerdict(): Promise<void> {
  await withTemporaryFolder(async (temporary) => {
    const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
    const [, scenario = ''] = /```js\n(\/\/ session\.scenario\.js\n[^]*?)```/.exec(readme) ?? [];
    writeFileSync(join(temporary, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(temporary, 'session.scenario.js'), scenario);
    const args = ['check', 'session.scenario.js', '--report', 'report'];
    const { code, stderr } = await endOf(startNode(COMMAND, { args, cwd: temporary }));
    if (code !== 1) throw new Error(`README's scenario was not found to leak: exit code ${code}\n${stderr}`);
    const page = await browser.newPage({ viewport: { width: 1100, height: 760 }, colorScheme: 'light' });
    await page.goto(pathToFileURL(join(temporary, 'report', 'index.html')).href);
    for (const [language, button] of Object.entries(LANGUAGES)) {
      await page.getByRole('button', { name: button }).click();
      await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
      await page.screenshot({ path: join(folder, `verdict.${language}.png`) });
      const trace = page.locator('.trace-section').filter({ visible: true }).first();
      await trace.screenshot({ path: join(folder, `trace.${language}.png`) });
      for (const name of ['verdict', 'trace'])
        process.stdout.write(`docs/pictures/${name}.${language}.png\n`);
    }
  });
}
