import { sharedMemory } from './allocate.js';
import type { ReadSnapshotOptions } from '../read-options.js';
import { newState, type SectionOfRows } from './chunk-queue.js';
import { loadRowKernel, type RowKernel } from '../kernel/row-kernel.js';
import { isWorthAThread } from './start-reader.js';
import { ChunkThreads } from './chunk-threads.js';
import type { SnapshotColumns } from '../columns/snapshot-columns.js';
import { bytesFrom, type SnapshotFile, type TwoBuffers, twoBuffers } from '../snapshot-file.js';
import { SnapshotParser } from '../snapshot-parser.js';

/**
 * Reads a large file with two threads: `nodes`, `edges` and `locations` together, the rest alone. Returns undefined,
 * having read nothing, if that is not worth it or if there is no kernel or no second processor.
 */
export async function readFileTogether(
  file: SnapshotFile,
  byteLength: number,
  options: ReadSnapshotOptions,
): Promise<SnapshotColumns | undefined> {
  if ((options.threads ?? (isWorthAThread(byteLength) ? 2 : 1)) === 1) return undefined;
  const kernel = loadRowKernel();
  return kernel && new FileReader(file, byteLength, options, kernel).read();
}

class FileReader {
  readonly #file: SnapshotFile;
  readonly #byteLength: number;
  readonly #options: ReadSnapshotOptions;
  readonly #parser: SnapshotParser;
  readonly #threads: ChunkThreads;
  /** Buffers for all sections: new ones would stay as garbage, because little else is allocated. */
  readonly #buffers: TwoBuffers = twoBuffers();

  constructor(file: SnapshotFile, byteLength: number, options: ReadSnapshotOptions, kernel: RowKernel) {
    this.#file = file;
    this.#byteLength = byteLength;
    this.#options = options;
    this.#parser = new SnapshotParser({ kernel: () => kernel, allocate: sharedMemory, byteLength });
    this.#threads = new ChunkThreads(kernel);
  }

  async read(): Promise<SnapshotColumns> {
    try {
      for (let rows = await this.#readToRows(); rows; rows = await this.#readToRows()) {
        await this.#readRows(rows);
      }
      return this.#parser.end();
    } finally {
      this.#threads.end();
    }
  }

  /** Reads alone, up to the first row of the next section that can be read together, or to the end. */
  async #readToRows(): Promise<SectionOfRows | undefined> {
    for await (const chunk of bytesFrom(this.#file, this.#parser.byteOffset, this.#buffers)) {
      this.#turn(this.#parser.byteOffset);
      this.#parser.pushToRows(chunk);
      if (this.#parser.rowsAhead) return this.#parser.rowsAhead;
    }
    return undefined;
  }

  async #readRows(rows: SectionOfRows): Promise<void> {
    const { fd } = this.#file.handle;
    const state = newState(this.#parser.byteOffset);
    const job = { ...rows, fd, state };
    this.#parser.skipRows(await this.#threads.read(job, (byteOffset) => this.#turn(byteOffset)));
  }

  #turn(byteOffset: number): void {
    this.#options.signal?.throwIfAborted();
    this.#options.onProgress?.(byteOffset, this.#byteLength);
  }
}
