import { isErrorRecord } from '../../core/error-record.js';
import { isRecord } from '../../core/is-record.js';
import type { AgentMessage, FailureReason } from '../agent/protocol.js';

type Check = (message: Readonly<Record<string, unknown>>) => boolean;

const REASONS: Record<FailureReason, true> = {
  threw: true,
  'not-serializable': true,
  'no-such-export': true,
  agent: true,
};

const CHECKS: Record<AgentMessage['kind'], Check> = {
  ready: ({ exports: names }) => Array.isArray(names) && names.every((one) => typeof one === 'string'),
  'load-failed': ({ error }) => isErrorRecord(error),
  answer: ({ id }) => typeof id === 'number',
  failure: ({ id, reason, error }) =>
    typeof id === 'number' &&
    typeof reason === 'string' &&
    Object.hasOwn(REASONS, reason) &&
    isErrorRecord(error),
  uncaught: ({ error }) => isErrorRecord(error),
};

/** Whether a message has the form of the agent's: the worker's own code may send others through the same channel. */
export function isAgentMessage(message: unknown): message is AgentMessage {
  if (!isRecord(message)) return false;
  const { kind } = message;
  if (typeof kind !== 'string' || !Object.hasOwn(CHECKS, kind)) return false;
  return CHECKS[kind as AgentMessage['kind']](message);
}
