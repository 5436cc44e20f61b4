import type { VNode } from 'preact';
import { CountCell, COUNTED } from '../case/count-cell.js';
import { OutcomeMark } from '../case/outcome-mark.js';
import type { Texts } from '../texts/texts.js';
import { Unknown } from './toolbar.js';
import type { ShownCase, ShownChapter, ShownReport, ShownVariant } from '../../model/shown-report.js';

/** The totals of the run, the cases by chapter, and folded all counts as stated and as observed. */
export function Overview({ model, texts }: { model: ShownReport; texts: Texts }): VNode {
  const { totals, chapters, notRun } = model;
  const words = texts.overview;
  return (
    <section id="overview" class="overview" aria-labelledby="overview-title">
      <h2 id="overview-title">{words.heading}</h2>
      <p class={`overall ${totals.asStated === totals.cases && totals.cases > 0 ? 'good' : 'bad'}`}>
        <span class="overall-said">{words.overall(totals)}</span>
        <span class="overall-hidden">{texts.toolbar.hidden}</span>
      </p>
      <p class="meaning">{words.meaning}</p>
      {notRun.length === 0 ? null : <NotRun notRun={notRun} texts={texts} />}
      <div class="chapter-lists">
        {chapters.map((chapter) => (
          <ChapterList key={chapter.number} chapter={chapter} texts={texts} />
        ))}
      </div>
      <details class="all-counts">
        <summary>{words.counts}</summary>
        {chapters.map((chapter) => (
          <ChapterTable key={chapter.number} chapter={chapter} texts={texts} />
        ))}
      </details>
    </section>
  );
}

function NotRun({ notRun, texts }: Pick<ShownReport, 'notRun'> & { texts: Texts }): VNode {
  return (
    <div class="not-run">
      <p>{texts.overview.notRun}</p>
      <ul>
        {notRun.map(({ id, needs }) => (
          <li key={id}>
            <code>{id}</code> {texts.overview.needs} <code>{needs}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChapterList({ chapter: { number, cases }, texts }: { chapter: ShownChapter; texts: Texts }): VNode {
  return (
    <section class="chapter-list">
      <h3>{texts.overview.chapter(number)}</h3>
      <ol>
        {cases.map(({ id, title, outcome }) => (
          <li key={id} data-case={id}>
            <a href={`#case-${id}`}>{title}</a>{' '}
            <span class="obs">
              <OutcomeMark outcome={outcome} texts={texts} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function ChapterTable({ chapter, texts }: { chapter: ShownChapter; texts: Texts }): VNode {
  const words = texts.overview;
  return (
    <table class="at-a-glance">
      <caption>{words.chapter(chapter.number)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.case}</th>
          {COUNTED.map(([what]) => (
            <th key={what} scope="col" class="number">
              {texts.counts[what]}
            </th>
          ))}
          <th scope="col">{words.outcome}</th>
        </tr>
      </thead>
      {chapter.cases.map((one) => (
        <CaseRows key={one.id} model={one} texts={texts} />
      ))}
    </table>
  );
}

function CaseRows({ model, texts }: { model: ShownCase; texts: Texts }): VNode {
  return (
    <tbody data-case={model.id}>
      <tr class="case-row">
        <th scope="rowgroup" colSpan={5}>
          <a href={`#case-${model.id}`}>{model.title}</a>
        </th>
      </tr>
      {model.variants.map((variant) => (
        <VariantRow key={variant.variant} variant={variant} texts={texts} />
      ))}
    </tbody>
  );
}

function VariantRow({ variant, texts }: { variant: ShownVariant; texts: Texts }): VNode {
  const { stated, observed } = variant;
  return (
    <tr>
      <th scope="row">{variant.title}</th>
      {stated === null ? (
        <td colSpan={3} class="facts-only">
          {texts.overview.factsOnly}
        </td>
      ) : (
        COUNTED.map(([what]) => (
          <CountCell key={what} what={what} stated={stated} observed={observed} texts={texts} />
        ))
      )}
      <td>
        <span class="obs">
          <OutcomeMark outcome={variant.outcome} texts={texts} />
        </span>
        <Unknown />
      </td>
    </tr>
  );
}
