import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

export const SIZES: Readonly<Record<string, { width: number; height: number }>> = {
  phone: { width: 390, height: 844 },
  projector: { width: 1920, height: 1080 },
};
export const LANGUAGES = ['en', 'zh-CN'] as const;
export const SCHEMES = ['light', 'dark'] as const;
/** Each language in one scheme: no colour depends on the language, and no text on the scheme. */
export const IN_ONE_SCHEME = [
  { language: 'en', colorScheme: 'light' },
  { language: 'zh-CN', colorScheme: 'dark' },
] as const;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Shows the overview and all cases one below the other, as without the script and on paper. */
export async function showEverything(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.removeAttribute('data-view'));
}

/** Unfolds everything but the walks, which are many, and are looked at by a test of their own. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details:not(.walks, .walk)'))
      details.open = true;
  });
}

/** What reaches over the right edge, save in parts that scroll by themselves. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('#page *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .filter((element) => element.closest('.scrolling, svg') === null)
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`);
  });
}

/** Words of a chart that lie on each other or outside of it. */
export async function collidingTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.chart svg')].flatMap((chart) => {
      const frame = chart.getBoundingClientRect();
      const texts = [...chart.querySelectorAll('text')].map((text) => ({
        said: text.textContent ?? '',
        box: text.getBoundingClientRect(),
      }));
      const outside = texts.filter(
        ({ box }) =>
          box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1,
      );
      const colliding = texts.filter(({ box }, index) =>
        texts
          .slice(index + 1)
          .some(
            (other) =>
              box.left < other.box.right - 1 &&
              other.box.left < box.right - 1 &&
              box.top < other.box.bottom - 4 &&
              other.box.top < box.bottom - 4,
          ),
      );
      return [...outside, ...colliding].map(
        ({ said }) => `${chart.getAttribute('aria-labelledby')}: ${said}`,
      );
    }),
  );
}

/** What axe finds against WCAG 2 A and AA. */
export async function violations(page: Page): Promise<string[]> {
  // Not as a script of the page, which its content security policy may forbid.
  await page.evaluate(`${AXE}\n;undefined`);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: unknown) => Promise<AxeResults> };
    };
    const results = await axe.run({ runOnly: ['wcag2a', 'wcag2aa'], resultTypes: ['violations'] });
    return results.violations.map(({ id, nodes }) => ({
      id,
      where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`),
    }));
  });
  return found.map(({ id, where }) => `${id} (${where.length}): ${where.slice(0, 3).join(' | ')}`);
}
