import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SnapshotColumns } from '../../harness/heap/snapshot/index.js';
import { sharedMemory } from '../../harness/heap/snapshot/two-threads/allocate.js';
import { newState, ChunkQueue } from '../../harness/heap/snapshot/two-threads/chunk-queue.js';
import { RowKernel } from '../../harness/heap/snapshot/kernel/row-kernel.js';
import { SnapshotParser } from '../../harness/heap/snapshot/snapshot-parser.js';

/** Reads a snapshot that comes in pieces. */
export type ReadingPath = (pieces: readonly Uint8Array[]) => Promise<SnapshotColumns>;

/** Every way that bytes become columns; what holds for one holds for all. */
export const READING_PATHS: Readonly<Record<string, ReadingPath>> = {
  'in WebAssembly': (pieces) => readPieces(pieces, new SnapshotParser({ kernel: () => KERNELS[0] })),
  'in TypeScript alone': (pieces) => readPieces(pieces, new SnapshotParser({ kernel: () => undefined })),
  'by two readers in turn': readInTurn,
};

const KERNELS = [new RowKernel(), new RowKernel()] as const;

async function readPieces(pieces: readonly Uint8Array[], parser: SnapshotParser): Promise<SnapshotColumns> {
  await Promise.resolve();
  for (const piece of pieces) parser.push(piece);
  return parser.end();
}

/**
 * As two threads read a file, in a fixed order: the first takes a piece, then the second one. Pieces have the length of
 * the longest given, but at least that of a few rows.
 */
async function readInTurn(pieces: readonly Uint8Array[]): Promise<SnapshotColumns> {
  const folder = await mkdtemp(join(tmpdir(), 'heapwitness-'));
  try {
    const file = join(folder, 'turns.heapsnapshot');
    const bytes = Buffer.concat(pieces);
    await writeFile(file, bytes);
    await using handle = await open(file);
    const pieceBytes = Math.max(100, ...pieces.map((piece) => piece.length / 4)) | 0;
    const parser = new SnapshotParser({ kernel: () => KERNELS[0], allocate: sharedMemory });
    while (parser.byteOffset < bytes.length) {
      parser.pushToRows(bytes.subarray(parser.byteOffset));
      if (!parser.rowsAhead) continue;
      const state = newState(parser.byteOffset);
      const job = { ...parser.rowsAhead, fd: handle.fd, state, pieceBytes };
      const [first, second] = [new ChunkQueue(job), new ChunkQueue(job)];
      while (first.step(KERNELS[0]) || second.step(KERNELS[1])) second.step(KERNELS[1]);
      parser.skipRows(first.settle());
    }
    return parser.end();
  } finally {
    await rm(folder, { recursive: true });
  }
}
