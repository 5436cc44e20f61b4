import { HeapwitnessError } from '../../../core/errors.js';

/** The position in the input of a {@link SnapshotFormatError}. */
export interface SnapshotPlace {
  /** Offset into the (decompressed) bytes, from 0. */
  readonly byteOffset: number;
  /** Top-level key being read, or `document` between them, or `gzip` while unpacking. */
  readonly section: string;
}

/** The error for input that is not a complete, consistent V8 heap snapshot; `code` is `ERR_SNAPSHOT_FORMAT`. */
export class SnapshotFormatError extends HeapwitnessError {
  readonly byteOffset: number;
  readonly section: string;

  /**
   * @param problem what is wrong, without a full stop
   * @param advice what the user can do about it, as a sentence
   */
  constructor(problem: string, place: SnapshotPlace, advice: string, options?: ErrorOptions) {
    super(
      'ERR_SNAPSHOT_FORMAT',
      `Not a readable heap snapshot: ${problem} (section "${place.section}", byte ${place.byteOffset}). ${advice}`,
      options,
    );
    this.byteOffset = place.byteOffset;
    this.section = place.section;
  }
}

/** Advice for input that ends early or contradicts itself. */
export const CAPTURE_AGAIN =
  'The file is damaged or truncated: capture it again, and wait until it is completely written.';

/** Advice for input that is not a snapshot at all. */
export const GIVE_A_SNAPSHOT =
  'Give a .heapsnapshot file written by v8.writeHeapSnapshot() or Chrome DevTools, gzipped or not.';

/** Advice for a snapshot whose description of its own format lacks required parts. */
export const FORMAT_UNKNOWN =
  'The snapshot was written by a V8 whose format this version cannot read: install a newer heapwitness.';
