import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { AgentMessage } from '../agent/protocol.js';
import { fromErrorRecord, toErrorRecord } from '../../core/error-record.js';
import { isAgentMessage } from './agent-messages.js';
import type { Endpoint, EndpointOptions } from './endpoint.js';
import type { Death } from './worker-errors.js';

const ENTRY = new URL('../agent/thread-entry.js', import.meta.url);

/**
 * Starts a `worker_threads` worker that runs the agent; V8 flags such as `--expose-gc` are those of this process.
 *
 * @throws the error of Node when it rejects an option
 */
export function startThread(options: EndpointOptions): Endpoint {
  const { port1: port, port2: workerPort } = new MessageChannel();
  const worker = newWorker(options, workerPort);
  const listeners: ((message: AgentMessage) => void)[] = [];
  const receive = (message: unknown): void => {
    // The worker's own code may find the port.
    if (!isAgentMessage(message)) return;
    for (const listener of listeners) listener(message);
  };
  port.on('message', receive);
  let error: Error | null = null;
  const ended = new Promise<Death>((resolve) => {
    worker.once('error', (thrown: unknown) => (error = asError(thrown)));
    worker.once('exit', (exitCode) => {
      // Node may report the exit before it has delivered the worker's last messages, which are in the port's queue.
      for (const message of leftIn(port)) receive(message);
      port.close();
      resolve({ reason: reasonOf(error), exitCode, signal: null, error });
    });
  });
  return {
    kind: 'thread',
    threadId: worker.threadId,
    pid: null,
    post: (request, transfer) => port.postMessage(request, [...transfer]),
    onMessage: (listener) => void listeners.push(listener),
    onDeath: (listener) => void ended.then(listener),
    terminate: async () => {
      await worker.terminate();
      await ended;
    },
    ref: () => {
      worker.ref();
      port.ref();
    },
    unref: () => {
      worker.unref();
      port.unref();
    },
    capture: () => worker.getHeapSnapshot(),
  };
}

function newWorker(options: EndpointOptions, port: MessagePort): Worker {
  try {
    return new Worker(ENTRY, {
      name: options.name,
      workerData: { port, start: options.start },
      transferList: [port],
      ...(options.resourceLimits ? { resourceLimits: { ...options.resourceLimits } } : {}),
      ...(options.execArgv ? { execArgv: [...options.execArgv] } : {}),
      ...(options.env ? { env: options.env } : {}),
    });
  } catch (error) {
    port.close();
    throw error;
  }
}

function* leftIn(port: MessagePort): Generator {
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    yield next.message;
  }
}

/** Converts a thrown value to an error: a worker may throw anything, including `null`. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : fromErrorRecord(toErrorRecord(thrown));
}

function reasonOf(error: Error | null): Death['reason'] {
  if (error === null) return 'exited';
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed';
}
