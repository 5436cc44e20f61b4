import type { VNode } from 'preact';
import type { Texts } from './texts.js';
import type { CaptureBackendModel, EnvironmentModel, Totals } from './view-model.js';

/** What the run was made with. */
export function EnvironmentTable(props: {
  environment: EnvironmentModel;
  totals: Totals;
  texts: Texts;
}): VNode {
  const { environment, totals, texts } = props;
  const words = texts.environment;
  const rows: [string, string][] = [
    ['heapwitness', environment.heapwitness],
    ['Node.js', `${environment.node} (V8 ${environment.v8})`],
    [words.system, `${environment.platform} ${environment.arch}, ${words.cpus(environment.cpus)}`],
    [words.took, texts.milliseconds(totals.elapsedMs)],
    ...environment.captureBackends.map((backend): [string, string] => [
      `${words.backends}: ${backend.name}`,
      availability(backend, texts),
    ]),
  ];
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

function availability({ available, reason }: CaptureBackendModel, texts: Texts): string {
  return available ? texts.environment.available : texts.environment.notAvailable(reason ?? '');
}
