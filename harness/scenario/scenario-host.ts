import { toErrorRecord } from '../core/error-record.js';
import type { ErrorRecord } from '../core/error-record.js';
import { checkInWorker } from './check-in-worker.js';
import type { ResolvedOptions } from './options.js';
import type { CheckResult } from './verdict.js';

/** What the supervised process is to check. */
export interface ScenarioOrder {
  /** URL of the scenario's module. */
  readonly module: string;
  readonly options: ResolvedOptions;
}

/** What it tells its supervisor. */
export type ScenarioMessage =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'result'; readonly result: CheckResult }
  | { readonly kind: 'failure'; readonly error: ErrorRecord };

const { module, options } = JSON.parse(process.argv[2] ?? '') as ScenarioOrder;
const abort = new AbortController();

// Ctrl-C reaches the whole process group: the supervisor decides, and this process ends when it is told to.
process.on('SIGINT', () => undefined);
process.on('message', () => abort.abort());
process.once('disconnect', () => process.exit());

try {
  const result = await checkInWorker(module, options, {
    signal: abort.signal,
    onStep: (step) => void tell({ kind: 'step', step }),
  });
  await tell({ kind: 'result', result });
} catch (error) {
  await tell({ kind: 'failure', error: toErrorRecord(error) });
}
process.disconnect();

function tell(message: ScenarioMessage): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
