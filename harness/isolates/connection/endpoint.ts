import type { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type { AgentMessage, AgentRequest, AgentStart } from '../agent/protocol.js';
import type { Death } from './worker-errors.js';

/** Limits of a worker's JavaScript heap, as in Node's `resourceLimits`. */
export interface WorkerResourceLimits {
  readonly maxOldGenerationSizeMb?: number;
  readonly maxYoungGenerationSizeMb?: number;
  readonly stackSizeMb?: number;
}

export interface EndpointOptions {
  readonly name: string;
  readonly start: AgentStart;
  readonly resourceLimits?: WorkerResourceLimits;
  readonly execArgv?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The host's side of the channel to one isolate, which is a thread of this process or a separate process. */
export interface Endpoint {
  readonly kind: 'thread' | 'process';
  /** `null` for a process. */
  readonly threadId: number | null;
  /** `null` for a thread, and for a process that could not be started. */
  readonly pid: number | null;
  /** @throws when the request cannot be serialised */
  post(request: AgentRequest, transfer: readonly Transferable[]): void;
  onMessage(listener: (message: AgentMessage) => void): void;
  onDeath(listener: (death: Death) => void): void;
  /** Ends the worker, whatever it is doing; resolves when it has ended. */
  terminate(): Promise<void>;
  /** Keeps this process alive, or not, as long as the worker lives. */
  ref(): void;
  unref(): void;
  /** Captures the heap from outside, without the isolate's cooperation; threads only. */
  capture?(): Promise<Readable>;
}

/** Objects that a message may transfer instead of copying. */
export type Transferable = ArrayBuffer | MessagePort;
