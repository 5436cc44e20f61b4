import type { VNode } from 'preact';
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
              <code>{spaced(stated)}</code>
            </td>
            <td>
              <code>{spaced(observed)}</code>
              {asStated ? null : <span class="flag"> ✗ {words.differs}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** JSON with a space after each comma between strings, so that lines break there. */
export function spaced(json: string): string {
  return json.replaceAll('","', '", "');
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
