import { inspect } from 'node:util';
import { expect } from 'chai';
import { HeapwitnessError } from '../../harness/core/errors.js';
import type { HeapwitnessErrorCode } from '../../harness/core/errors.js';
import { WorkerError } from '../../harness/isolates/connection/worker-errors.js';

/** What a promise rejects with; a promise that resolves fails the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value: unknown) => ({ value }),
    (reason: unknown) => ({ reason }),
  );
  if ('reason' in outcome) return outcome.reason;
  throw new Error(`resolved, to ${inspect(outcome.value, { depth: 0 })}`);
}

/** What a function throws; a function that returns fails the test. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('returned');
}

/** Checks class and code, and gives the error back for more. */
export function expectHeapwitnessError(error: unknown, code: HeapwitnessErrorCode): HeapwitnessError {
  expect(error).to.be.instanceOf(HeapwitnessError);
  const typed = error as HeapwitnessError;
  expect(typed.code, typed.stack).to.equal(code);
  return typed;
}

/** Checks class, code, worker and call, and gives the error back for more. */
export function expectWorkerError(
  error: unknown,
  code: HeapwitnessErrorCode,
  names: { worker: string; call: string | null },
): WorkerError {
  expect(error).to.be.instanceOf(WorkerError);
  const { worker, call } = error as WorkerError;
  expectHeapwitnessError(error, code);
  expect({ worker, call }).to.deep.equal(names);
  expect((error as WorkerError).message).to.include(worker);
  return error as WorkerError;
}
