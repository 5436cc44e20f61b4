import type { VNode } from 'preact';
import { Columns } from './columns.js';
import { lastLooks } from './last-looks.js';
import { Pictures } from './pictures.js';
import type { Texts } from '../texts/texts.js';
import type { Counts } from '../../../workshop/index.js';
import type { ShownFact, ShownVariant } from '../../model/shown-report.js';

interface Props {
  readonly variants: readonly ShownVariant[];
  readonly texts: Texts;
}

/** What was stated and what was observed, per variant: the counts and the facts. */
export function StatedAndObserved({ variants, texts }: Props): VNode {
  return (
    <section class="stated-and-observed obs">
      <h4>{texts.section.observedHeading}</h4>
      <Columns variants={variants} texts={texts}>
        {(variant) => (
          <>
            <EndPicture variant={variant} texts={texts} />
            {variant.stated === null ? (
              <p class="note">{texts.section.noHeap}</p>
            ) : (
              <CountsTable stated={variant.stated} observed={variant.observed} texts={texts} />
            )}
            {variant.facts.length === 0 ? null : <FactsTable facts={variant.facts} texts={texts} />}
            {variant.remarks.length === 0 ? null : <Remarks remarks={variant.remarks} texts={texts} />}
          </>
        )}
      </Columns>
    </section>
  );
}

function EndPicture({ variant, texts }: { variant: ShownVariant; texts: Texts }): VNode | null {
  const { looks, observed } = variant;
  if (looks.length === 0 || observed === null) return null;
  return <Pictures looks={lastLooks(looks)} counts={observed} texts={texts} />;
}

const COUNTS = [
  ['keys', 'key'],
  ['values', 'value'],
  ['staleEntries', 'stale'],
] as const;

function CountsTable(props: { stated: Counts; observed: Counts | null; texts: Texts }): VNode {
  const { stated, observed, texts } = props;
  const words = texts.section;
  return (
    <table class="counts">
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col" class="number">
            {words.stated}
          </th>
          <th scope="col" class="number">
            {words.observed}
          </th>
        </tr>
      </thead>
      <tbody>
        {COUNTS.map(([what, kind]) => (
          <tr key={what} class={observed?.[what] === stated[what] ? '' : 'differs'}>
            <th scope="row" class={kind}>
              {texts.counts[what]}
            </th>
            <td class="number">{texts.number(stated[what])}</td>
            <td class="number observed">
              {observed === null ? '–' : texts.number(observed[what])}
              {observed?.[what] === stated[what] ? null : <span class="flag"> ✗ {words.differs}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FactsTable({ facts, texts }: { facts: readonly ShownFact[]; texts: Texts }): VNode {
  const words = texts.section;
  return (
    <table class="facts">
      <thead>
        <tr>
          <th scope="col">{words.factsCaption}</th>
          <th scope="col">{words.stated}</th>
          <th scope="col">{words.observed}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ name, stated, observed, asStated }) => (
          <tr key={name} class={asStated ? '' : 'differs'}>
            <th scope="row">{name}</th>
            <td>
              <code>{stated}</code>
            </td>
            <td>
              <code>{observed}</code>
              {asStated ? null : <span class="flag"> ✗ {words.differs}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Remarks({ remarks, texts }: { remarks: readonly string[]; texts: Texts }): VNode {
  return (
    <div class="remarks">
      <p class="note">{texts.section.remarks}</p>
      <ul>
        {remarks.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
