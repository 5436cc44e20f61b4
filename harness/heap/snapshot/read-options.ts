/** How to read a snapshot. */
export interface ReadSnapshotOptions {
  /** Ends the reading early: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Called regularly with the bytes read so far, and the length of the input if it is known (a file or bytes that are
   * not gzipped).
   */
  readonly onProgress?: (readBytes: number, totalBytes: number | undefined) => void;
  /**
   * How many threads work on one file that is not gzipped, 1 or 2.
   * @defaultValue 2 for a large file where there is a second processor
   */
  readonly threads?: 1 | 2;
}
