import type { VNode } from 'preact';
import { Columns } from './columns.js';
import type { Texts } from '../texts/texts.js';
import { CurtainButton } from '../frame/toolbar.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface Props {
  readonly caseId: string;
  readonly variants: readonly ShownVariant[];
  readonly texts: Texts;
}

const COUNTS = [
  ['keys', 'key'],
  ['values', 'value'],
  ['staleEntries', 'stale'],
] as const;

/** The placeholder of hidden observations: the question, and space for an answer per variant. */
export function Prediction({ caseId, variants, texts }: Props): VNode {
  const words = texts.toolbar;
  return (
    <section class="prediction">
      <p class="ask">{words.predict}</p>
      <Columns variants={variants} texts={texts}>
        {({ stated }) =>
          stated === null ? (
            <p class="note">{texts.overview.factsOnly}</p>
          ) : (
            <table class="counts">
              <tbody>
                {COUNTS.map(([what, kind]) => (
                  <tr key={what}>
                    <th scope="row" class={kind}>
                      {texts.counts[what]}
                    </th>
                    <td class="number observed">?</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Columns>
      <p>
        <CurtainButton id={caseId} hide={words.hide} reveal={words.reveal} />
      </p>
    </section>
  );
}
