import { HeapwitnessError } from '../../core/errors.js';
import type { HeapwitnessErrorCode } from '../../core/errors.js';

/**
 * The error for a worker that failed, or a call to it. Names the worker and, if any, the call; `cause` is what the
 * worker's own code threw.
 */
export class WorkerError extends HeapwitnessError {
  readonly worker: string;
  readonly call: string | null;

  constructor(
    code: HeapwitnessErrorCode,
    worker: string,
    call: string | null,
    message: string,
    options?: ErrorOptions,
  ) {
    super(code, message, options);
    this.worker = worker;
    this.call = call;
  }
}

/** The error for a heap that is too near its limit to be captured. */
export class FullHeapError extends WorkerError {}

/** How a worker ended. */
export interface Death {
  readonly reason: 'crashed' | 'exited' | 'out-of-memory' | 'closed' | 'refused';
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly error: Error | null;
}

/** The error for a request that can no longer be answered because its worker died. */
export function deathError(worker: string, call: string | null, death: Death): WorkerError {
  const during = call === null ? '' : ` during ${call}`;
  const { code, text } = deathTexts[death.reason];
  const how = [
    death.exitCode === null ? '' : `exit code ${death.exitCode}`,
    death.signal === null ? '' : `signal ${death.signal}`,
    death.error === null ? '' : `${death.error.name}: ${death.error.message}`,
  ].filter((part) => part !== '');
  const detail = how.length === 0 ? '' : ` (${how.join(', ')})`;
  return new WorkerError(code, worker, call, `Worker ${worker} ${text[0]}${during}${detail}. ${text[1]}`, {
    cause: causeOf(death),
  });
}

/** What ended a worker: what it threw, or a signal, with its last output if there was any. */
function causeOf({ signal, error }: Death): Error | undefined {
  if (signal === null) return error ?? undefined;
  const output = error === null ? '' : `; its last output: ${error.message}`;
  return new Error(`ended by signal ${signal}${output}`, error === null ? {} : { cause: error });
}

const deathTexts: Record<Death['reason'], { code: HeapwitnessErrorCode; text: [string, string] }> = {
  crashed: {
    code: 'ERR_WORKER_CRASHED',
    text: ['crashed', 'See the cause of this error for what was thrown, and start a new worker.'],
  },
  exited: {
    code: 'ERR_WORKER_EXITED',
    text: ['ended itself', 'Do not call process.exit() in a long-lived worker, and start a new one.'],
  },
  'out-of-memory': {
    code: 'ERR_WORKER_OUT_OF_MEMORY',
    text: ['ran out of memory', 'Raise resourceLimits, or use fewer calls to find out what it retains.'],
  },
  refused: {
    code: 'ERR_USAGE',
    text: [
      'cannot be started: Node refused its options',
      'Use only options that this version of Node supports.',
    ],
  },
  closed: {
    code: 'ERR_WORKER_CLOSED',
    text: ['was closed', 'Make all calls before close(), or start a new worker.'],
  },
};
