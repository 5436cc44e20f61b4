import type { VNode } from 'preact';
import { CaseSection } from '../case/case-section.js';
import { EnvironmentTable } from './environment.js';
import { Hero } from './hero.js';
import { Overview } from './overview.js';
import { Terms } from '../texts/terms.js';
import type { Texts } from '../texts/texts.js';
import { Toolbar } from './toolbar.js';
import type { ReportModel } from '../view-model.js';

interface PageProps {
  readonly model: ReportModel;
  readonly texts: Texts;
  /** All that the page can be read in. */
  readonly languages: readonly Texts[];
}

/** The whole page: the point of it all, the overview, the cases in the order of teaching, the environment. */
export function Page({ model, texts, languages }: PageProps): VNode {
  return (
    <>
      <a class="skip" href="#cases">
        {texts.page.skip}
      </a>
      <Toolbar texts={texts} languages={languages} />
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
        <Terms texts={texts} />
        <EnvironmentTable environment={model.environment} totals={model.totals} texts={texts} />
      </main>
      <footer class="wide">
        <p>{texts.page.footer(model.environment.heapwitness)}</p>
      </footer>
    </>
  );
}
