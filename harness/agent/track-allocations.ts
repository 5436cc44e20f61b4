import { Session } from 'node:inspector';
import { HeapwitnessError } from '../core/errors.js';

/**
 * Has V8 write down, from now on, where each object of this isolate is allocated; snapshots carry it from then on. For
 * ever: tracking ends with the isolate. Allocations get several times slower, and stacks are those of the code as it
 * was optimised: a function that was inlined into its caller is not in them.
 *
 * @throws {HeapwitnessError} `ERR_CAPTURE_BACKEND` when this isolate has no inspector
 */
export async function trackAllocations(): Promise<null> {
  const session = new Session();
  try {
    session.connect();
    await post(session, 'HeapProfiler.enable', {});
    await post(session, 'HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
    return null;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `Allocations cannot be tracked: ${why}. Leave --allocations out, or run a Node with its inspector.`;
    throw new HeapwitnessError('ERR_CAPTURE_BACKEND', message, { cause });
  }
}

function post(session: Session, method: string, parameters: object): Promise<void> {
  return new Promise((resolve, reject) => {
    session.post(method, parameters, (error) => (error === null ? resolve() : reject(error)));
  });
}
