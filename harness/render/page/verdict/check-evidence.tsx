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
  const rows = cycles.map((cycle, index) => {
    const [number = '', iterations = '', rounds = '', settled = '', time = ''] = cycleCells(
      cycle,
      index,
      texts,
    );
    return [number, iterations, rounds, cycle.settled ? settled : <span class="flag">{settled}</span>, time];
  });
  return <LooksTable caption={texts.verdict.evidence.caption} heads={cycleHeads(texts)} rows={rows} />;
}

interface BalanceProps extends Pick<Props, 'texts'> {
  readonly balance: ResourceBalance;
}

function BalanceTable({ balance, texts }: BalanceProps): VNode {
  const { caption } = texts.verdict.balance;
  return <LooksTable caption={caption} heads={balanceHeads(texts)} rows={balanceCells(balance, texts)} />;
}

interface TableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  /** The first cell of each row is its head. */
  readonly rows: readonly (readonly (string | VNode)[])[];
}

function LooksTable({ caption, heads, rows }: TableProps): VNode {
  return (
    <Scrolling label={caption}>
      <table class="looks">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], index) => (
            <tr key={index}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
