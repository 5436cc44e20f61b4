import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AgentMessage } from '../agent/protocol.js';
import { atExit, notAtExit } from '../../core/at-exit.js';
import { fromErrorRecord } from '../../core/error-record.js';
import { isAgentMessage } from './agent-messages.js';
import { ChildStderr } from './child-stderr.js';
import type { Endpoint, EndpointOptions, WorkerResourceLimits } from './endpoint.js';
import { inheritedOptions } from './inherited-options.js';
import type { Death } from './worker-errors.js';

const ENTRY = fileURLToPath(new URL('../agent/process-entry.js', import.meta.url));

/** Node's exit codes after an uncaught error: 1, or 7 if the handler itself threw. */
const UNCAUGHT_EXIT_CODES: readonly (number | null)[] = [1, 7];

/**
 * Forks a Node process that runs the agent on its main thread. It is killed when this process exits. If this process is
 * killed itself, the worker process ends at the next turn of its event loop: one that is stuck in a loop lives on.
 */
export function startProcess(options: EndpointOptions): Endpoint {
  const child = fork(ENTRY, [JSON.stringify(options.start)], {
    serialization: 'advanced',
    execArgv: [...(options.execArgv ?? inheritedOptions()), ...heapFlags(options.resourceLimits)],
    env: options.env ?? process.env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const stderr = new ChildStderr(child);
  const listeners: ((message: AgentMessage) => void)[] = [];
  let uncaught: Error | null = null;
  child.on('message', (message: unknown) => {
    if (!isAgentMessage(message)) return;
    if (message.kind === 'uncaught') uncaught = fromErrorRecord(message.error);
    else for (const listener of listeners) listener(message);
  });
  const ended = new Promise<Death>((resolve) => {
    // Also emitted if the ended process could not be sent a message or killed; only a failed start is fatal.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ reason: 'crashed', exitCode: null, signal: null, error });
    });
    child.once('exit', (exitCode, signal) => {
      const error = UNCAUGHT_EXIT_CODES.includes(exitCode) ? uncaught : null;
      const reason = signal === null && error === null ? 'exited' : 'crashed';
      resolve(stderr.explain({ reason, exitCode, signal, error }));
    });
  });
  atExit(child, () => child.kill('SIGKILL'));
  void ended.then(() => notAtExit(child));
  return {
    kind: 'process',
    threadId: null,
    pid: child.pid ?? null,
    // With a callback, a failure to send emits no event: the exit of a dead process is reported anyway.
    post: (request) => void child.send(request, () => undefined),
    onMessage: (listener) => void listeners.push(listener),
    onDeath: (listener) => void ended.then(listener),
    terminate: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ref: () => {
      child.ref();
      child.channel?.ref();
    },
    unref: () => {
      child.unref();
      child.channel?.unref();
    },
  };
}

function heapFlags(limits: WorkerResourceLimits = {}): string[] {
  const flags: Record<keyof WorkerResourceLimits, (value: number) => string> = {
    maxOldGenerationSizeMb: (megabytes) => `--max-old-space-size=${megabytes}`,
    maxYoungGenerationSizeMb: (megabytes) => `--max-semi-space-size=${megabytes}`,
    stackSizeMb: (megabytes) => `--stack-size=${megabytes * 1024}`,
  };
  return (Object.entries(limits) as [keyof WorkerResourceLimits, number | undefined][]).flatMap(
    ([name, value]) => (value === undefined ? [] : [flags[name](value)]),
  );
}
