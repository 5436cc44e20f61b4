import type { ErrorRecord } from '../../core/error-record.js';
import type { GcEffort } from './collect-garbage.js';
import type { SurvivingAllocations } from './sample-allocations.js';

/** The requests that the host may send to the agent: arguments and response, by kind. */
export interface AgentOperations {
  call: { argument: { name: string; argument: unknown }; answer: unknown };
  collectGarbage: { argument: { minimumRounds?: number; maximumRounds?: number }; answer: GcEffort };
  extension: { argument: { name: string; argument: unknown }; answer: unknown };
  queryObjects: { argument: { classes: readonly string[] }; answer: Record<string, number> };
  park: { argument: { cell: SharedArrayBuffer }; answer: HeapRoom };
  sampleAllocations: { argument: null; answer: null };
  survivingAllocations: { argument: null; answer: SurvivingAllocations[] };
  writeSnapshot: { argument: { backend: ProcessCaptureBackend; file: string }; answer: null };
}

export type AgentOperation = keyof AgentOperations;

/** How full the isolate's heap is, in bytes. */
export interface HeapRoom {
  readonly usedBytes: number;
  /** Limit of the old generation, which contains all long-lived objects. */
  readonly limitBytes: number;
  /** Whether it is too near its limit to be captured. */
  readonly tooFull: boolean;
}

/** Backends that can write a snapshot of a process from within it. */
export type ProcessCaptureBackend = 'node:v8' | 'heapdump' | 'v8-profiler-next';

/** The input of the agent when its isolate starts. */
export interface AgentStart {
  /** URL of the user's module. */
  readonly module: string;
  /** URLs of modules that are each an `AgentExtension`; see `isolates/agent/extensions.ts`. */
  readonly extensions: readonly string[];
  /** Names of the classes whose instances `queryObjects` will count; see `isolates/agent/query-objects.ts`. */
  readonly countedClasses: readonly string[];
}

export interface AgentRequest {
  readonly id: number;
  readonly operation: AgentOperation;
  readonly argument: unknown;
}

export type AgentMessage =
  | { readonly kind: 'ready'; readonly exports: readonly string[] }
  | { readonly kind: 'load-failed'; readonly error: ErrorRecord }
  | { readonly kind: 'uncaught'; readonly error: ErrorRecord }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | {
      readonly kind: 'failure';
      readonly id: number;
      readonly reason: FailureReason;
      readonly error: ErrorRecord;
    };

/**
 * The origin of a failure: the called function threw, its result cannot be sent, the export does not exist, or an
 * internal error.
 */
export type FailureReason = 'threw' | 'not-serializable' | 'no-such-export' | 'agent';

/** The agent's side of the channel, over a `MessagePort` or a process's IPC channel. */
export interface AgentChannel {
  /** @throws when `message` cannot be serialised */
  post(message: AgentMessage): void;
  onRequest(listener: (request: AgentRequest) => void): void;
}
