import type { VNode } from 'preact';
import type { EnvironmentRow } from './environment-rows.js';
import type { Texts } from '../texts/texts.js';

/** The table of a run's environment. */
export function EnvironmentTable({ rows, texts }: { rows: readonly EnvironmentRow[]; texts: Texts }): VNode {
  return (
    <section class="environment" aria-labelledby="environment-title">
      <h2 id="environment-title">{texts.environment.heading}</h2>
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
