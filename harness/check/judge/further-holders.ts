/** Default maximum number of further holders of a finding. */
const DEFAULT_HOLDERS = 3;
/** The same in a large heap, where each search takes long. */
const DEFAULT_IN_LARGE_HEAP = 1;
const LARGE_HEAP_NODES = 250_000;

/** Returns how many further holders of a finding to look for: the given number, or else a default by heap size. */
export function furtherHolders(given: number | null, nodeCount: number): number {
  return given ?? (nodeCount > LARGE_HEAP_NODES ? DEFAULT_IN_LARGE_HEAP : DEFAULT_HOLDERS);
}
