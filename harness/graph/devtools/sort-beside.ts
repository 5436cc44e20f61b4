import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

import { shareColumns, type SharedColumns, type SnapshotColumns } from '../../snapshot/index.js';
import type { Slabs } from '../slabs.js';
import { type SortedNodes, sortNodes } from './sorted-nodes.js';

/** How far the second thread has come. */
export const STAGE = { waiting: 0, atWork: 1, done: 2, failed: 3, notNeeded: 4 } as const;

/** What the second thread is given. */
export interface SortingJob {
  readonly shared: SharedColumns;
  /** One of `STAGE`. */
  readonly stage: Int32Array;
  /** For the answer. */
  readonly port: MessagePort;
}

const THREAD = new URL('./sorting-thread.js', import.meta.url);
/** Longer than sorting takes: the thread has died without a word. */
const PATIENCE_MS = 60_000;

/** Nodes that are being sorted, by this thread or another. */
export interface Sorting {
  /** One of `STAGE`; changes while another thread is at work. */
  readonly stage: number;
  /** Waits for the other thread; where it has no answer to give, sorts here and now. Call it once. */
  take(slabs: Slabs): SortedNodes;
}

/** Has the nodes sorted on a second thread if the columns are in shared memory: this one has dominators to find. */
export function sortBeside(columns: SnapshotColumns): Sorting {
  const shared = shareColumns(columns);
  if (!shared) return { stage: STAGE.notNeeded, take: (slabs) => sortNodes(columns, slabs) };
  const stage = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const workerData: SortingJob = { shared, stage, port: port2 };
  const name = 'heapwitness-sorting';
  const worker = new Worker(THREAD, { name, workerData, transferList: [port2], execArgv: [], env: {} });
  worker.unref();
  // Then the nodes are sorted here.
  worker.on('error', () => undefined);
  return {
    get stage() {
      return Atomics.load(stage, 0);
    },
    take(slabs) {
      const sorted = answerOf(stage, port1);
      port1.close();
      void worker.terminate();
      return sorted ?? sortNodes(columns, slabs);
    },
  };
}

/** Undefined where the thread has not begun, or has failed. */
function answerOf(stage: Int32Array, port: MessagePort): SortedNodes | undefined {
  if (Atomics.compareExchange(stage, 0, STAGE.waiting, STAGE.notNeeded) === STAGE.waiting) return undefined;
  Atomics.wait(stage, 0, STAGE.atWork, PATIENCE_MS);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the thread sends
  return receiveMessageOnPort(port)?.message as SortedNodes | undefined;
}
