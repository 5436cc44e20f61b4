import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AgentMessage } from '../agent/protocol.js';
import type { Endpoint, EndpointOptions, WorkerResourceLimits } from './endpoint.js';
import type { Death } from './worker-errors.js';

const ENTRY = fileURLToPath(new URL('../agent/process-entry.js', import.meta.url));
const KEPT_STDERR = 4096;

/** Forks a Node process that runs the agent on its main thread. */
export function startProcess(options: EndpointOptions): Endpoint {
  const child = fork(ENTRY, [JSON.stringify(options.start)], {
    serialization: 'advanced',
    execArgv: [...(options.execArgv ?? process.execArgv), ...heapFlags(options.resourceLimits)],
    env: options.env ?? process.env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let stderrTail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderrTail = (stderrTail + text).slice(-KEPT_STDERR);
    process.stderr.write(text);
  });
  const ended = new Promise<Death>((resolve) => {
    child.once('error', (error) => resolve({ reason: 'crashed', exitCode: null, signal: null, error }));
    child.once('close', (exitCode, signal) => {
      resolve({ reason: reasonOf(exitCode, stderrTail), exitCode, signal, error: null });
    });
  });
  return {
    kind: 'process',
    post: (request) => void child.send(request),
    onMessage: (listener) => void child.on('message', (message) => listener(message as AgentMessage)),
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

function reasonOf(exitCode: number | null, stderr: string): Death['reason'] {
  if (stderr.includes('heap out of memory')) return 'out-of-memory';
  return exitCode === 0 || (exitCode !== null && !stderr.includes('Error')) ? 'exited' : 'crashed';
}
