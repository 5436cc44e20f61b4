/** Options for reading a snapshot. */
export interface ReadSnapshotOptions {
  /** Ends the reading early: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Called regularly with the bytes read so far, and the length of the input if it is known (a file or bytes that are
   * not gzipped).
   */
  readonly onProgress?: (readBytes: number, totalBytes: number | undefined) => void;
  /**
   * Number of threads that read a file that is not gzipped.
   * @defaultValue 2 for a large file if there is a second processor
   */
  readonly threads?: 1 | 2;
}
