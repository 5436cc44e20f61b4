/** Further holders of a finding that are looked for. */
const DEFAULT_HOLDERS = 3;
/** The same in a large heap, where each search takes its time. */
const DEFAULT_IN_LARGE_HEAP = 1;
const LARGE_HEAP_NODES = 250_000;

/** Returns how many further holders of a finding to look for: as many as were asked for, in a heap of any size. */
export function furtherHolders(given: number | null, nodeCount: number): number {
  return given ?? (nodeCount > LARGE_HEAP_NODES ? DEFAULT_IN_LARGE_HEAP : DEFAULT_HOLDERS);
}
