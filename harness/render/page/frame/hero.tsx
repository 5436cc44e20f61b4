import type { VNode } from 'preact';
import { ReferencePicture } from '../figures/reference-picture.js';
import type { Texts } from '../texts/texts.js';
import { Unknown } from './toolbar.js';
import type { HeadlineComparison } from '../../model/shown-report.js';

/** The claim in large type, this run's own numbers for it, and the three pictures that explain it. */
export function Hero({ headline, texts }: { headline: HeadlineComparison | null; texts: Texts }): VNode {
  const [keyDies, valueStays] = texts.page.headline;
  return (
    <>
      <h1>
        <span class="key">{keyDies}</span> <span class="value">{valueStays}</span>
      </h1>
      <p class="lead">{texts.page.lead}</p>
      {headline === null ? null : <HeadlineNumbers headline={headline} texts={texts} />}
      <section class="pictures" aria-label={texts.page.pictures}>
        {(['held', 'dead', 'removed'] as const).map((state) => (
          <figure key={state}>
            <ReferencePicture state={state} texts={texts} />
            <figcaption>{texts.picture.state[state]}</figcaption>
          </figure>
        ))}
      </section>
    </>
  );
}

function HeadlineNumbers({ headline, texts }: { headline: HeadlineComparison; texts: Texts }): VNode {
  const { before, after, caseId, caseTitle, variant } = headline;
  const rows = (['keys', 'values'] as const).map((what) => (
    <tr key={what} class={what === 'keys' ? 'key' : 'value'}>
      <th scope="row">{texts.counts[what]}</th>
      <td>{texts.number(before[what])}</td>
      <td class="arrow" aria-hidden="true">
        →
      </td>
      <td>
        <span class="obs">{texts.number(after[what])}</span>
        <Unknown />
      </td>
    </tr>
  ));
  return (
    <table class="comparison" data-case={caseId}>
      <caption>
        <a href={`#case-${caseId}`}>{texts.page.comparison(variant, caseTitle)}</a>
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{texts.page.beforeGc}</th>
          <td />
          <th scope="col">{texts.page.afterGc}</th>
        </tr>
      </thead>
      <tbody>{rows}</tbody>
    </table>
  );
}
