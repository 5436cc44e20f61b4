import type { VNode } from 'preact';
import { environmentRows } from './environment-rows.js';
import type { Texts } from '../texts/texts.js';
import type { EnvironmentModel, Totals } from '../view-model.js';

/** What the run was made with. */
export function EnvironmentTable(props: {
  environment: EnvironmentModel;
  totals: Totals;
  texts: Texts;
}): VNode {
  const { environment, totals, texts } = props;
  const words = texts.environment;
  const rows = environmentRows(environment, totals, texts);
  return (
    <section class="environment" aria-labelledby="environment-title">
      <h2 id="environment-title">{words.heading}</h2>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
