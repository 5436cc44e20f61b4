import type { ScenarioAgent } from '../../isolates/agent/index.js';
import type { LongLivedWorker } from '../../isolates/workers/index.js';
import { startWorker, startWorkerProcess } from '../../isolates/workers/start/index.js';
import type { CheckOptions } from '../options/check-options.js';

export type AgentModule = Pick<
  typeof ScenarioAgent,
  | 'open'
  | 'keepCallsApart'
  | 'noteOpenedFiles'
  | 'openedFiles'
  | 'entriesOf'
  | 'setup'
  | 'run'
  | 'settle'
  | 'counters'
  | 'memoryUse'
  | 'otherIsolates'
  | 'ping'
  | 'leave'
  | 'teardown'
>;

const AGENT = new URL('../../isolates/agent/scenario-agent.js', import.meta.url);

type WorkerOptions = Pick<CheckOptions, 'worker' | 'backend' | 'execArgv' | 'resourceLimits'>;

/** Starts the worker for a scenario. The scenario's module is not loaded yet. */
export function startAgent(options: WorkerOptions): Promise<LongLivedWorker<AgentModule>> {
  const { worker, backend: captureBackend, execArgv, resourceLimits } = options;
  const start = { name: 'scenario', execArgv, resourceLimits };
  return worker === 'process'
    ? startWorkerProcess<AgentModule>(AGENT, { ...start, captureBackend })
    : startWorker<AgentModule>(AGENT, start);
}
