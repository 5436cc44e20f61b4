import type { VNode } from 'preact';
import { CaseSection } from '../case/case-section.js';
import { EnvironmentTable } from './environment.js';
import { environmentRows } from './environment-rows.js';
import { Hero } from './hero.js';
import { Overview } from './overview.js';
import { PageFrame } from './page-frame.js';
import { Terms } from '../texts/terms.js';
import type { Texts } from '../texts/texts.js';
import type { ShownReport } from '../../model/shown-report.js';

interface PageProps {
  readonly model: ShownReport;
  readonly texts: Texts;
  /** All languages of the page. */
  readonly languages: readonly Texts[];
}

/** The page of a run of cases: the headline, the overview, the cases in the order of teaching, the environment. */
export function Page({ model, texts, languages }: PageProps): VNode {
  const { environment, totals, generatedAt } = model;
  return (
    <PageFrame
      texts={texts}
      languages={languages}
      skipTo={{ id: 'cases', text: texts.page.skip }}
      curtain
      generatedAt={generatedAt}
      version={environment.heapwitness}
      top={<Hero headline={model.headline} texts={texts} />}
    >
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
      <EnvironmentTable rows={environmentRows(environment, totals, texts)} texts={texts} />
    </PageFrame>
  );
}
