import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { FindingModel } from '../verdict-model.js';

/** Everything that piles up, a row each. */
export function FindingsTable({
  findings,
  texts,
}: {
  findings: readonly FindingModel[];
  texts: Texts;
}): VNode {
  const words = texts.verdict;
  return (
    <section id="overview" class="overview" aria-labelledby="overview-title">
      <h2 id="overview-title">{words.overview}</h2>
      <table class="piles">
        <tbody>
          {findings.map((finding, index) => (
            <tr key={index} class={finding.within === null ? '' : 'inner'}>
              <th scope="row">
                <a href={`#finding-${index + 1}`}>
                  <bdi>{finding.className}</bdi>
                </a>
              </th>
              <td>{words.countOf(finding.count, finding.iterations)}</td>
              <td>{words.rate(finding.perIteration)}</td>
              <td>{finding.bytesEach > 0 ? words.retained(words.size(finding.bytesEach)) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
