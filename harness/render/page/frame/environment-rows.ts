import type { Texts } from '../texts/texts.js';
import type { Environment } from '../../../check/index.js';
import type { CaptureBackendReport } from '../../../isolates/captures/index.js';
import type { ReportEnvironment } from '../../model/environment.js';
import type { ReportTotals } from '../../model/report-document.js';

/** One property of a run's environment. */
export type EnvironmentRow = readonly [name: string, value: string];

/** Returns the environment of a run of cases, as rows. */
export function environmentRows(
  environment: ReportEnvironment,
  totals: ReportTotals,
  texts: Texts,
): readonly EnvironmentRow[] {
  const words = texts.environment;
  return [
    ...versionRows(environment),
    [words.system, `${environment.platform} ${environment.arch}, ${words.cpus(environment.cpus)}`],
    [words.took, texts.milliseconds(totals.elapsedMs)],
    ...environment.captureBackends.map((backend): [string, string] => [
      `${words.backends}: ${backend.name}`,
      availability(backend, texts),
    ]),
  ];
}

type CheckEnvironment = Environment & Pick<ReportEnvironment, 'heapwitness'>;

/** Returns the environment of a check, as rows. */
export function checkEnvironmentRows(
  environment: CheckEnvironment,
  elapsedMs: number,
  texts: Texts,
): readonly EnvironmentRow[] {
  const words = texts.verdict.environment;
  return [
    ...versionRows(environment),
    [texts.environment.system, `${environment.platform} ${environment.arch}`],
    [words.runsIn, words.worker(environment.worker)],
    [words.backend, environment.backend],
    [texts.environment.took, texts.milliseconds(elapsedMs)],
  ];
}

function versionRows({ heapwitness, node, v8 }: ReportEnvironment | CheckEnvironment): EnvironmentRow[] {
  return [
    ['heapwitness', heapwitness],
    ['Node.js', `${node} (V8 ${v8})`],
  ];
}

function availability({ available, reason }: CaptureBackendReport, texts: Texts): string {
  return available ? texts.environment.available : texts.environment.notAvailable(reason ?? '');
}
