import { macrotask } from '../../../core/captured-timers.js';
import { SecondThread } from '../../../core/second-thread.js';
import { ChunkQueue, type ChunkJob, type RowsTaken } from './chunk-queue.js';
import { CHUNK_TASK } from './start-reader.js';
import type { RowKernel } from '../kernel/row-kernel.js';

/** Number of pieces of the kernel's input (1 MiB each) after which the event loop gets a turn. */
const PIECES_PER_TURN = 16;

/**
 * This thread and a second one, which read a section of rows together. The second thread joins in once it has started.
 */
export class ChunkThreads {
  readonly #kernel: RowKernel;
  readonly #thread: SecondThread = SecondThread.take();

  constructor(kernel: RowKernel) {
    this.#kernel = kernel;
    this.#thread.prepare(CHUNK_TASK);
  }

  /**
   * Reads rows until the section ends, or up to anything that is not formatted as V8 writes it.
   *
   * @param onTurn called now and then with the offset up to which the file was handed out; if it throws, reading ends
   */
  async read(job: ChunkJob, onTurn: (byteOffset: number) => void): Promise<RowsTaken> {
    const queue = new ChunkQueue(job);
    this.#thread.run(CHUNK_TASK, job);
    try {
      for (let pieces = 1; queue.step(this.#kernel); pieces++) {
        if (pieces % PIECES_PER_TURN !== 0) continue;
        await macrotask();
        onTurn(queue.byteOffset);
      }
    } finally {
      // No thread may read the file or write into columns after this.
      queue.stop();
      queue.settle();
    }
    return queue.settle();
  }

  /** Releases the other thread. */
  end(): void {
    this.#thread.release();
  }
}
