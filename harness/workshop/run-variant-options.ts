/** Which snapshots a report keeps: none, those of variants that differ, fail or have `keepSnapshot`, or all. */
export type SnapshotKeeping = 'none' | 'needed' | 'all';

export interface RunVariantOptions {
  /** Folder of the snapshots; created if needed. */
  readonly snapshotFolder: string;
  readonly keepSnapshots: SnapshotKeeping;
  readonly signal?: AbortSignal | undefined;
  /** Called at each look. */
  readonly onLook?: ((label: string) => void) | undefined;
}
