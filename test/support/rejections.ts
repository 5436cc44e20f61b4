import { expect } from 'chai';

import { HeapwitnessError } from '../../harness/core/errors.js';
import { SnapshotFormatError } from '../../harness/heap/snapshot/index.js';
import { singleBytes } from './chunks.js';
import { READING_PATHS, type ReadingPath } from './reading-paths.js';
import { SnapshotBuilder } from './snapshot-builder.js';

/** What an input is rejected with. */
export interface Rejection {
  readonly section: string;
  /** The error points just behind the first occurrence of this text; a number is the offset itself. */
  readonly behind: string | number;
  readonly says: RegExp;
}

/** A test: the input is rejected like this, in one piece and byte by byte, whoever reads it. */
export function rejects(what: string, input: string, rejection: Rejection): void {
  it(what, async () => {
    const bytes = Buffer.from(input);
    const behind = typeof rejection.behind === 'number' ? rejection.behind : endOf(rejection.behind, input);
    // As one piece and byte by byte: the place must not depend on the pieces.
    for (const [pieces, read] of everyWay(bytes)) {
      const error: unknown = await read(pieces).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(SnapshotFormatError).and.instanceOf(HeapwitnessError);
      expect(error).to.include({ name: 'SnapshotFormatError', code: 'ERR_SNAPSHOT_FORMAT' });
      expect(error).to.have.property('message').that.matches(rejection.says);
      expect(error).to.include({ section: rejection.section, byteOffset: behind });
    }
  });
}

function everyWay(bytes: Uint8Array): [pieces: Uint8Array[], read: ReadingPath][] {
  return Object.values(READING_PATHS).flatMap((read) => [
    [[bytes], read],
    [singleBytes(bytes), read],
  ]);
}

/** The place just behind the first occurrence of `text`. */
export function endOf(text: string, input: string): number {
  const start = input.indexOf(text);
  if (start < 0) throw new Error(`"${text}" is not in the input`);
  return start + text.length;
}

/** A small good snapshot to spoil: two nodes, three edges, one location, five strings. */
export function sample(): SnapshotBuilder {
  const heap = new SnapshotBuilder();
  const object = heap.object('A');
  heap.property(heap.root, 'a', object);
  heap.edge(object, 'element', 7, heap.root).edge(object, 'weak', 'w', heap.root);
  return heap.locate(object, 5, 1, 2);
}
