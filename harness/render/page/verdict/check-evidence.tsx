import type { VNode } from 'preact';
import { Scrolling } from '../frame/scrolling.js';
import type { Texts } from '../texts/texts.js';
import { cycleCells, cycleHeads, evidenceSummary } from './evidence-summary.js';
import { balanceCells, balanceHeads } from './balance-cells.js';
import type { Evidence, ResourceBalance } from '../../../check/index.js';

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
      {evidence.balance === null ? null : <BalanceTable balance={evidence.balance} texts={texts} />}
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

interface BalanceProps extends Pick<Props, 'texts'> {
  readonly balance: ResourceBalance;
}

function BalanceTable({ balance, texts }: BalanceProps): VNode {
  const { caption } = texts.verdict.balance;
  return (
    <Scrolling label={caption}>
      <table class="looks">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {balanceHeads(texts).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {balanceCells(balance, texts).map(([name, first, last], index) => (
            <tr key={index}>
              <th scope="row">{name}</th>
              <td>{first}</td>
              <td>{last}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
