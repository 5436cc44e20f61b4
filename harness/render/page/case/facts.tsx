import type { VNode } from 'preact';
import { factText } from './fact-text.js';
import type { Texts } from '../texts/texts.js';
import type { ShownVariant } from '../../model/shown-report.js';

/** The facts of a variant, as stated and as observed, and what was remarked on. */
export function Facts({ variant, texts }: { variant: ShownVariant; texts: Texts }): VNode {
  return (
    <div class="stated-and-observed obs">
      {variant.stated === null ? <p class="note">{texts.section.noHeap}</p> : null}
      {variant.facts.length === 0 ? null : <FactsTable variant={variant} texts={texts} />}
      {variant.remarks.length === 0 ? null : <Remarks remarks={variant.remarks} texts={texts} />}
    </div>
  );
}

function FactsTable({ variant, texts }: { variant: ShownVariant; texts: Texts }): VNode {
  const words = texts.section;
  return (
    <table class="facts">
      <caption>{words.factsOf(variant.title)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.factsCaption}</th>
          <th scope="col">{words.stated}</th>
          <th scope="col">{words.observed}</th>
        </tr>
      </thead>
      <tbody>
        {variant.facts.map(({ name, stated, observed, asStated }) => (
          <tr key={name} class={asStated ? '' : 'differs'}>
            <th scope="row">{name}</th>
            <td>
              <code>{factText(stated)}</code>
            </td>
            <td>
              <code>{factText(observed)}</code>
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
