import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

import { SecondThread } from '../../../core/second-thread.js';
import {
  ownMemory,
  shareColumns,
  sharedMemory,
  type SharedColumns,
  type SnapshotColumns,
} from '../../snapshot/index.js';
import { PredecessorLists, predecessorMemory, type PredecessorMemory } from '../edges/predecessor-lists.js';
import { type PredecessorLinks, linksHere } from '../edges/predecessor-log.js';
import { carryAcross, type PredecessorRing, newPredecessorRing } from '../edges/predecessor-ring.js';
import type { ColumnPool } from '../column-pool.js';
import { type HelperJob, STAGE } from './start-job.js';
import { type SortedNodes, sortNodes } from './sorted-nodes.js';

const TASK = new URL('./helper-thread.js', import.meta.url);
/** Longer than sorting ever takes: after that the thread counts as dead. */
const PATIENCE_MS = 60_000;

/** Work done in parallel with the walk over a heap, by a second thread or, if there is none, by this one. */
export interface ParallelWork {
  /** One of `STAGE`: the progress of sorting. Changes while another thread is working. */
  readonly stage: number;
  /** Returns the destination of the links found by the walk. Call it once. */
  links(): PredecessorLinks;
  /** Waits for the other thread; sorts in this thread if that one has no result. Call it once, at the end. */
  sorted(pool: ColumnPool): SortedNodes;
  /** Stops the other thread, whatever it is doing. */
  end(): void;
}

/** Starts work in a second thread if the columns are in shared memory. */
export function runInParallel(columns: SnapshotColumns): ParallelWork {
  const shared = shareColumns(columns);
  return shared ? new InTwoThreads(columns, shared) : inOneThread(columns);
}

function inOneThread(columns: SnapshotColumns): ParallelWork {
  return {
    stage: STAGE.notNeeded,
    links: () => linksHere(predecessorMemory(columns.nodeCount, columns.edgeCount, ownMemory)),
    sorted: (pool) => sortNodes(columns, pool),
    end: () => undefined,
  };
}

class InTwoThreads implements ParallelWork {
  readonly #columns: SnapshotColumns;
  readonly #memory: PredecessorMemory;
  readonly #ring: PredecessorRing = newPredecessorRing();
  readonly #stage = new Int32Array(new SharedArrayBuffer(4));
  readonly #port: MessagePort;
  readonly #thread: SecondThread = SecondThread.take();

  constructor(columns: SnapshotColumns, shared: SharedColumns) {
    const { port1, port2: port } = new MessageChannel();
    this.#columns = columns;
    this.#memory = predecessorMemory(columns.nodeCount, columns.edgeCount, sharedMemory);
    this.#port = port1;
    const [memory, ring, stage] = [this.#memory, this.#ring, this.#stage];
    const job: HelperJob = { shared, memory, ring, stage, port };
    this.#thread.runLast(TASK, job, [port]);
  }

  get stage(): number {
    return Atomics.load(this.#stage, 0);
  }

  links(): PredecessorLinks {
    const lists = new PredecessorLists(this.#memory);
    return { lists, carrier: carryAcross(this.#ring, lists) };
  }

  sorted(pool: ColumnPool): SortedNodes {
    const answer = this.#answer();
    this.end();
    return answer ?? sortNodes(this.#columns, pool);
  }

  end(): void {
    this.#port.close();
    void this.#thread.end();
  }

  /** Returns undefined if the thread has not begun or has failed. */
  #answer(): SortedNodes | undefined {
    const stage = this.#stage;
    if (Atomics.compareExchange(stage, 0, STAGE.waiting, STAGE.notNeeded) === STAGE.waiting) return undefined;
    Atomics.wait(stage, 0, STAGE.atWork, PATIENCE_MS);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the thread sends
    return receiveMessageOnPort(this.#port)?.message as SortedNodes | undefined;
  }
}
