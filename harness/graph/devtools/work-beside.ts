import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

import {
  ownMemory,
  shareColumns,
  sharedMemory,
  type SharedColumns,
  type SnapshotColumns,
} from '../../snapshot/index.js';
import { LinkLists, linkMemory, type LinkMemory } from '../link-lists.js';
import { type Links, linksHere } from '../link-log.js';
import { carryAcross, type LinkRing, newLinkRing } from '../link-ring.js';
import type { Slabs } from '../slabs.js';
import { type SortedNodes, sortNodes } from './sorted-nodes.js';

/** How far the second thread has come with a piece of work. */
export const STAGE = { waiting: 0, atWork: 1, done: 2, failed: 3, notNeeded: 4 } as const;

/** Places of the stages. */
export const WORK = { links: 0, sorting: 1 } as const;

/** What the second thread is given. */
export interface JobBeside {
  readonly shared: SharedColumns;
  /** One of `STAGE` by `WORK`. */
  readonly stages: Int32Array;
  readonly memory: LinkMemory;
  readonly ring: LinkRing;
  /** For the sorted nodes. */
  readonly port: MessagePort;
}

const THREAD = new URL('./second-thread.js', import.meta.url);
/** Longer than sorting takes: the thread has died without a word. */
const PATIENCE_MS = 60_000;

/** What can be done beside the walk over a heap, by another thread or, where there is none, by this one. */
export interface WorkBeside {
  /** One of `STAGE`; changes while another thread is at work. */
  stage(work: number): number;
  /** Where the walk is to put its links. Call it once. */
  links(): Links;
  /** Waits for the other thread; where it has no answer to give, sorts here and now. Call it once, at last. */
  sorted(slabs: Slabs): SortedNodes;
  /** Ends the other thread, whatever it does. */
  end(): void;
}

/** Has a second thread do what it can if the columns are in shared memory. */
export function workBeside(columns: SnapshotColumns): WorkBeside {
  const shared = shareColumns(columns);
  return shared ? new ByTwo(columns, shared) : byOne(columns);
}

function byOne(columns: SnapshotColumns): WorkBeside {
  return {
    stage: () => STAGE.notNeeded,
    links: () => linksHere(linkMemory(columns.nodeCount, columns.edgeCount, ownMemory)),
    sorted: (slabs) => sortNodes(columns, slabs),
    end: () => undefined,
  };
}

class ByTwo implements WorkBeside {
  readonly #columns: SnapshotColumns;
  readonly #stages = new Int32Array(new SharedArrayBuffer(8));
  readonly #memory: LinkMemory;
  readonly #ring: LinkRing = newLinkRing();
  readonly #port: MessagePort;
  readonly #worker: Worker;

  constructor(columns: SnapshotColumns, shared: SharedColumns) {
    const { port1, port2 } = new MessageChannel();
    this.#columns = columns;
    this.#memory = linkMemory(columns.nodeCount, columns.edgeCount, sharedMemory);
    this.#port = port1;
    const [stages, memory, ring] = [this.#stages, this.#memory, this.#ring];
    const workerData: JobBeside = { shared, stages, memory, ring, port: port2 };
    const name = 'heapwitness-beside';
    this.#worker = new Worker(THREAD, { name, workerData, transferList: [port2], execArgv: [], env: {} });
    this.#worker.unref();
    // Then this thread does the work.
    this.#worker.on('error', () => undefined);
  }

  stage(work: number): number {
    return Atomics.load(this.#stages, work);
  }

  links(): Links {
    if (!this.#isUnderWay(WORK.links)) return linksHere(this.#memory);
    return { lists: new LinkLists(this.#memory), carrier: carryAcross(this.#ring) };
  }

  sorted(slabs: Slabs): SortedNodes {
    const answer = this.#answer();
    this.end();
    return answer ?? sortNodes(this.#columns, slabs);
  }

  end(): void {
    this.#port.close();
    void this.#worker.terminate();
  }

  /** Whether the other thread has begun; if not, it will not. */
  #isUnderWay(work: number): boolean {
    return Atomics.compareExchange(this.#stages, work, STAGE.waiting, STAGE.notNeeded) !== STAGE.waiting;
  }

  /** Undefined where the thread has not begun, or has failed. */
  #answer(): SortedNodes | undefined {
    if (!this.#isUnderWay(WORK.sorting)) return undefined;
    Atomics.wait(this.#stages, WORK.sorting, STAGE.atWork, PATIENCE_MS);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the thread sends
    return receiveMessageOnPort(this.#port)?.message as SortedNodes | undefined;
  }
}
