/** Which snapshots a report keeps: none, those of failures and of variants that ask for it, or all. */
export type SnapshotKeeping = 'none' | 'needed' | 'all';

export interface RunVariantOptions {
  /** Where snapshots are kept; made when needed. */
  readonly snapshotFolder: string;
  readonly keepSnapshots: SnapshotKeeping;
  readonly signal?: AbortSignal | undefined;
  /** Told of every look. */
  readonly onLook?: ((label: string) => void) | undefined;
}
