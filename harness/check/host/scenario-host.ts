import { toErrorRecord } from '../../core/error-record.js';
import type { ErrorRecord } from '../../core/error-record.js';
import { ConnectedProcesses } from '../../isolates/program/connected/index.js';
import {
  endProcessGroup,
  removeOwnFolder,
  supervisedInput,
  tellSupervisor,
} from '../../isolates/supervision/index.js';
import type { CheckOptions } from '../options/check-options.js';
import type { CheckResult } from '../result/verdict.js';
import { startAgent } from '../run/start-agent.js';
import type { WorkerSubject } from '../run/worker-subject.js';

/** The order to the supervised process: which scenario to check, and how. */
export interface ScenarioOrder {
  /** URL of the scenario's module. */
  readonly module: string;
  /** The caller's options that can be sent to another process. */
  readonly options: CheckOptions;
}

/** A message from the supervised process to its supervisor. */
export type ScenarioMessage =
  | { readonly kind: 'step'; readonly step: string }
  /** The time limit of the check, which the module's own options may have changed. */
  | { readonly kind: 'limit'; readonly timeoutMs: number }
  | { readonly kind: 'result'; readonly result: CheckResult }
  | { readonly kind: 'failure'; readonly error: ErrorRecord };

let isOver = false;
let started: WorkerSubject | null = null;

// If the supervisor is gone, everything that the scenario started ends, too, and nothing of it is left.
process.once('disconnect', () => {
  removeOwnFolder();
  endAll();
});
// Before the order arrives: loading the code that reads and judges heaps takes as long as starting a worker.
const loading = import('./check-in-worker.js');
// It is awaited below.
loading.catch(() => undefined);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sent by the supervisor
const { module, options } = (await supervisedInput(() => void leave())) as ScenarioOrder;

try {
  const connected = new ConnectedProcesses();
  connected.addTo(process.env);
  const starting = startAgent(options);
  // It is awaited below.
  starting.catch(() => undefined);
  const { checkInWorker } = await loading;
  const { result, subject } = await checkInWorker(module, options, starting, connected, {
    onStep: (step) => void tell({ kind: 'step', step }),
    onStarted: (worker) => (started = worker),
    onLimit: (timeoutMs) => void tell({ kind: 'limit', timeoutMs }),
  });
  // The result is sent first: the supervisor then kills this process if it does not end.
  await tell({ kind: 'result', result });
  await subject?.end();
} catch (error) {
  await tell({ kind: 'failure', error: toErrorRecord(error) });
}
isOver = true;
process.exit(0);

/** Gives the scenario a moment to tear down, and ends this process. */
async function leave(): Promise<void> {
  await started?.leave();
  endAll();
}

function endAll(): void {
  if (!isOver) endProcessGroup(process.pid);
  process.exit(1);
}

function tell(message: ScenarioMessage): Promise<void> {
  return tellSupervisor(message);
}
