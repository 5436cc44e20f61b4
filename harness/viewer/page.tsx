import type { VNode } from 'preact';
import { CaseSection } from './case-section.js';
import { EnvironmentTable } from './environment.js';
import { Hero } from './hero.js';
import { Overview } from './overview.js';
import { SlotPatterns } from './slot-patterns.js';
import type { Texts } from './texts.js';
import type { ReportModel } from './view-model.js';

/** The whole page: the point of it all, the overview, the cases in the order of teaching, the environment. */
export function Page({ model, texts }: { model: ReportModel; texts: Texts }): VNode {
  return (
    <>
      <a class="skip" href="#cases">
        {texts.page.skip}
      </a>
      <SlotPatterns />
      <header class="top wide">
        <p class="product">
          {texts.page.product} <time dateTime={model.generatedAt}>{texts.dateTime(model.generatedAt)}</time>
        </p>
        <Hero heart={model.heart} texts={texts} />
      </header>
      <main class="wide">
        <Overview model={model} texts={texts} />
        <div id="cases">
          {model.chapters.map(({ number, cases }) => (
            <section key={number} class="chapter" aria-labelledby={`chapter-${number}`}>
              <h2 id={`chapter-${number}`} class="chapter-title">
                {texts.overview.chapter(number)}
              </h2>
              {cases.map((one) => (
                <CaseSection key={one.id} model={one} texts={texts} />
              ))}
            </section>
          ))}
        </div>
        <EnvironmentTable environment={model.environment} totals={model.totals} texts={texts} />
      </main>
      <footer class="wide">
        <p>{texts.page.footer(model.environment.heapwitness)}</p>
      </footer>
    </>
  );
}
