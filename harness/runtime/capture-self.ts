import { getHeapSnapshot } from 'node:v8';

/** The heap of the isolate it is called in. V8 collects before, and stops this isolate meanwhile. */
export function captureSelf(): AsyncIterable<Uint8Array> {
  return getHeapSnapshot() as AsyncIterable<Uint8Array>;
}
