import type { VNode } from 'preact';
import { Scrolling } from '../frame/scrolling.js';
import type { Texts } from '../texts/texts.js';
import { cycleCells, cycleHeads, evidenceSummary } from './evidence-summary.js';
import type { Evidence } from '../../../check/index.js';

interface Props {
  readonly evidence: Evidence;
  readonly remarks: readonly string[];
  readonly texts: Texts;
}

/** The evidence of a verdict: every cycle with its GCs, and the remarks on the run. */
export function CheckEvidence({ evidence, remarks, texts }: Props): VNode {
  const { cycles } = evidence;
  return (
    <section class="check-evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{texts.verdict.evidence.heading}</h2>
      <p>{evidenceSummary(evidence, texts)}</p>
      {cycles.length === 0 ? null : <CyclesTable cycles={cycles} texts={texts} />}
      {remarks.length === 0 ? null : (
        <div class="remarks">
          <p class="note">{texts.section.remarks}</p>
          <ul lang="en">
            {remarks.map((sentence, index) => (
              <li key={index}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function CyclesTable({ cycles, texts }: Pick<Evidence, 'cycles'> & Pick<Props, 'texts'>): VNode {
  const { caption } = texts.verdict.evidence;
  return (
    <Scrolling label={caption}>
      <table class="looks">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {cycleHeads(texts).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cycles.map((cycle, index) => {
            const [number, iterations, rounds, settled, time] = cycleCells(cycle, index, texts);
            return (
              <tr key={index}>
                <th scope="row">{number}</th>
                <td>{iterations}</td>
                <td>{rounds}</td>
                <td>{cycle.settled ? settled : <span class="flag">{settled}</span>}</td>
                <td>{time}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolling>
  );
}
