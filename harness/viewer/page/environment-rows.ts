import type { Texts } from '../texts/texts.js';
import type { CaptureBackendModel, EnvironmentModel, Totals } from '../view-model.js';

/** What the run was made with, as names and values. */
export function environmentRows(
  environment: EnvironmentModel,
  totals: Totals,
  texts: Texts,
): readonly (readonly [name: string, value: string])[] {
  const words = texts.environment;
  return [
    ['heapwitness', environment.heapwitness],
    ['Node.js', `${environment.node} (V8 ${environment.v8})`],
    [words.system, `${environment.platform} ${environment.arch}, ${words.cpus(environment.cpus)}`],
    [words.took, texts.milliseconds(totals.elapsedMs)],
    ...environment.captureBackends.map((backend): [string, string] => [
      `${words.backends}: ${backend.name}`,
      availability(backend, texts),
    ]),
  ];
}

function availability({ available, reason }: CaptureBackendModel, texts: Texts): string {
  return available ? texts.environment.available : texts.environment.notAvailable(reason ?? '');
}
