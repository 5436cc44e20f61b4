import { toErrorRecord } from '../../core/error-record.js';
import type { ErrorRecord } from '../../core/error-record.js';
import { endProcessGroup, supervisedInput } from '../../isolates/supervision/index.js';
import type { CheckOptions } from '../options/check-options.js';
import type { CheckResult } from '../result/verdict.js';
import { startAgent } from '../run/start-agent.js';
import type { WorkerSubject } from '../run/worker-subject.js';

/** The order to the supervised process: what to check. */
export interface ScenarioOrder {
  /** URL of the scenario's module. */
  readonly module: string;
  /** The options of the caller that can be sent to another process. */
  readonly options: CheckOptions;
}

/** The messages that it sends to its supervisor. */
export type ScenarioMessage =
  | { readonly kind: 'step'; readonly step: string }
  /** All time that the check has, which the module's own options may have changed. */
  | { readonly kind: 'limit'; readonly timeoutMs: number }
  | { readonly kind: 'result'; readonly result: CheckResult }
  | { readonly kind: 'failure'; readonly error: ErrorRecord };

let isOver = false;
let started: WorkerSubject | null = null;

// The supervisor is gone: whatever the scenario started ends too.
process.once('disconnect', endAll);
// Before there is an order: all that reads and judges heaps takes as long to load as a worker takes to start.
const loading = import('./check-in-worker.js');
// It is waited for below.
loading.catch(() => undefined);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the supervisor gives
const { module, options } = (await supervisedInput(() => void leave())) as ScenarioOrder;

try {
  const starting = startAgent(options);
  // It is waited for below.
  starting.catch(() => undefined);
  const { checkInWorker } = await loading;
  const { result, subject } = await checkInWorker(module, options, starting, {
    onStep: (step) => void tell({ kind: 'step', step }),
    onStarted: (worker) => (started = worker),
    onLimit: (timeoutMs) => void tell({ kind: 'limit', timeoutMs }),
  });
  // First: whoever waits for it kills what does not end.
  await tell({ kind: 'result', result });
  await subject?.end();
} catch (error) {
  await tell({ kind: 'failure', error: toErrorRecord(error) });
}
isOver = true;
process.exit(0);

/** There is a moment for what the scenario has to tear down. */
async function leave(): Promise<void> {
  await started?.leave();
  endAll();
}

function endAll(): void {
  if (!isOver) endProcessGroup(process.pid);
  process.exit(1);
}

function tell(message: ScenarioMessage): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}
