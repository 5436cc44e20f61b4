import type { VNode } from 'preact';
import { Scrolling } from '../frame/scrolling.js';
import type { Texts } from '../texts/texts.js';
import type { Evidence } from '../../../check/index.js';

interface Props {
  readonly evidence: Evidence;
  readonly remarks: readonly string[];
  readonly texts: Texts;
}

/** The evidence of a verdict: every cycle with its GCs, and the remarks on the run. */
export function CheckEvidence({ evidence, remarks, texts }: Props): VNode {
  const { iterations, warmupIterations, cycles, quietMs } = evidence;
  const words = texts.verdict.evidence;
  const waited = quietMs > 0 ? words.waited(texts.milliseconds(quietMs)) : '';
  return (
    <section class="check-evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{words.heading}</h2>
      {cycles.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <p>{[words.summary(iterations, cycles.length, warmupIterations), waited].join(' ')}</p>
      )}
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
  const words = texts.verdict.evidence;
  const { yes, no } = texts.evidence;
  return (
    <Scrolling label={words.caption}>
      <table class="looks">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            {[words.cycle, words.iterations, words.rounds, words.settled, words.time].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cycles.map(({ iterations, gcRounds, settled, elapsedMs }, index) => (
            <tr key={index}>
              <th scope="row">{texts.number(index + 1)}</th>
              <td>{texts.number(iterations)}</td>
              <td>{texts.number(gcRounds)}</td>
              <td>{settled ? yes : <span class="flag">{no}</span>}</td>
              <td>{texts.milliseconds(elapsedMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
