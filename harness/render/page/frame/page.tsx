import type { VNode } from 'preact';
import type { NeighbourCases } from '../case/neighbours.js';
import { CaseSection } from '../case/case-section.js';
import { Contents } from './contents.js';
import { EnvironmentTable } from './environment.js';
import { environmentRows } from './environment-rows.js';
import { Hero } from './hero.js';
import { Overview } from './overview.js';
import { PageFrame } from './page-frame.js';
import { Terms } from '../texts/terms.js';
import type { Texts } from '../texts/texts.js';
import type { ShownCase, ShownReport } from '../../model/shown-report.js';

interface PageProps {
  readonly model: ShownReport;
  readonly texts: Texts;
  /** All languages of the page. */
  readonly languages: readonly Texts[];
}

/** The page of a run of cases: the headline, the overview, the cases in the order of teaching, the environment. */
export function Page({ model, texts, languages }: PageProps): VNode {
  const { environment, totals, generatedAt } = model;
  const all = model.chapters.flatMap(({ cases }) => cases);
  return (
    <PageFrame
      texts={texts}
      languages={languages}
      skip={texts.page.skip}
      curtain
      generatedAt={generatedAt}
      version={environment.heapwitness}
      top={<Hero headline={model.headline} texts={texts} />}
    >
      <Overview model={model} texts={texts} />
      <Contents chapters={model.chapters} texts={texts} />
      <div id="cases">
        {model.chapters.map(({ number, cases }) => (
          <section key={number} class="chapter" aria-labelledby={`chapter-${number}`}>
            <h2 id={`chapter-${number}`} class="chapter-title">
              {texts.overview.chapter(number)}
            </h2>
            {cases.map((one) => (
              <CaseSection key={one.id} model={one} {...neighboursOf(all, one)} texts={texts} />
            ))}
          </section>
        ))}
      </div>
      <Terms texts={texts} />
      <EnvironmentTable rows={environmentRows(environment, totals, texts)} texts={texts} />
    </PageFrame>
  );
}

function neighboursOf(all: readonly ShownCase[], one: ShownCase): NeighbourCases {
  const at = all.indexOf(one);
  return { previous: all[at - 1], next: all[at + 1] };
}
