import type { VNode } from 'preact';
import { Role } from './columns.js';
import { factText } from './fact-text.js';
import { CountCell, COUNTED } from './count-cell.js';
import type { Texts } from '../texts/texts.js';
import { Unknown } from '../frame/toolbar.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface Props {
  readonly variants: readonly ShownVariant[];
  readonly texts: Texts;
}

/** What stays in the end: one line per variant, with a sentence and three numbers. */
export function InTheEnd({ variants, texts }: Props): VNode {
  const hasCounts = variants.some(({ stated }) => stated !== null);
  return (
    <table class="in-the-end">
      <caption>{texts.end.heading}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.end.variant}</th>
          <th scope="col">{texts.end.stays}</th>
          {hasCounts
            ? COUNTED.map(([what, kind]) => (
                <th key={what} scope="col" class={`number ${kind}`}>
                  {texts.counts[what]}
                </th>
              ))
            : null}
        </tr>
      </thead>
      <tbody>
        {variants.map((variant) => (
          <tr key={variant.variant} class={variant.role}>
            <th scope="row">
              {variant.title}
              <Role variant={variant} texts={texts} />
            </th>
            <Line variant={variant} hasCounts={hasCounts} texts={texts} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line(props: { variant: ShownVariant; hasCounts: boolean; texts: Texts }): VNode {
  const { variant, hasCounts, texts } = props;
  const { stated, observed } = variant;
  if (stated === null)
    return (
      <td colSpan={hasCounts ? 1 + COUNTED.length : 1}>
        <span class="obs">{factOf(variant, texts)}</span>
        <Unknown />
      </td>
    );
  const differs = COUNTED.some(([what]) => observed?.[what] !== stated[what]);
  return (
    <>
      <td>
        <span class="obs">
          {observed === null ? texts.outcome.failed : texts.end.sentence(observed)}
          {differs ? <span class="flag"> ✗ {texts.section.differs}</span> : null}
        </span>
        <Unknown />
      </td>
      {COUNTED.map(([what]) => (
        <CountCell key={what} what={what} stated={stated} observed={observed} texts={texts} />
      ))}
    </>
  );
}

/** The first fact of a variant that has no heap to look into. */
function factOf({ facts: [fact], outcome }: ShownVariant, texts: Texts): VNode | string {
  if (fact === undefined) return texts.outcome[outcome];
  return (
    <>
      {texts.named(fact.name, '')} <code>{factText(fact.observed)}</code>
    </>
  );
}
