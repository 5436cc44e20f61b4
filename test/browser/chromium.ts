import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const DEFAULT = '/usr/bin/chromium';

/** @throws {Error} when there is no Chromium, with what to do */
export function chromiumFile(): string {
  const file = process.env['CHROMIUM'] ?? DEFAULT;
  if (existsSync(file)) return file;
  throw new Error(
    `There is no Chromium at ${file}. Install it (apt-get install chromium), or name another in CHROMIUM.`,
  );
}

/** Starts Chromium for the tests of one file; it ends with them. */
export function withChromium(): {
  /** Opens a file, or the address of a server. */
  readonly open: (place: string | URL, options?: OpenOptions) => Promise<OpenedPage>;
} {
  const started: Browser[] = [];
  before(async () => {
    started.push(
      await chromium.launch({
        executablePath: chromiumFile(),
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      }),
    );
  });
  after(() => Promise.all(started.map((browser) => browser.close())));
  afterEach(() =>
    Promise.all(started.flatMap((browser) => browser.contexts()).map((context) => context.close())),
  );
  return {
    open: (place, options = {}) => {
      const [browser] = started;
      if (browser === undefined) throw new Error('Chromium was not started.');
      return openPage(browser, place instanceof URL ? place : pathToFileURL(place), options);
    },
  };
}

export interface OpenOptions extends BrowserContextOptions {
  /** What the page remembers from the last visit. */
  readonly remembered?: Readonly<Record<string, string>>;
  /** Place on the page. */
  readonly hash?: string;
  /** Runs in the page before its own script. */
  readonly prepare?: string;
}

export interface OpenedPage {
  readonly page: Page;
  /** What the browser complained of: errors, dialogs, and requests for anything but the page. */
  readonly problems: readonly string[];
}

async function openPage(browser: Browser, place: URL, options: OpenOptions): Promise<OpenedPage> {
  const { remembered = {}, prepare, hash = '', ...rest } = options;
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...rest });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!isOf(place, new URL(request.url()))) problems.push(`request: ${request.url()}`);
  });
  if (prepare !== undefined) await page.addInitScript(prepare);
  if (Object.keys(remembered).length > 0) await page.addInitScript(remember, remembered);
  await page.goto(place.href + hash);
  return { page, problems };
}

/** Whether a request is for the page: for the file, or for the server that sent it. */
function isOf(place: URL, asked: URL): boolean {
  if (place.protocol === 'file:') return asked.href.split('#')[0] === place.href;
  return asked.origin === place.origin;
}

/** Runs in the page. */
function remember(words: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(words)) {
    if (localStorage.getItem(`heapwitness.${name}`) === null)
      localStorage.setItem(`heapwitness.${name}`, value);
  }
}
