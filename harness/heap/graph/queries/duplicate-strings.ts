import type { SnapshotColumns } from '../../snapshot/index.js';

/** A text that several strings of the heap have. */
export interface DuplicateString {
  /** The text as V8 names it, cut at 1,024 characters. */
  readonly text: string;
  readonly count: number;
  /** Shallow sizes of all copies. */
  readonly bytes: number;
  /** Bytes of all copies but one. */
  readonly wastedBytes: number;
}

/** Options for finding duplicate strings. */
export interface DuplicateStringsOptions {
  /**
   * Maximum number of texts to return, the most wasteful first.
   *
   * @defaultValue all
   */
  readonly limit?: number;
}

/**
 * Groups the flat strings by name and size, the most wasteful first. V8 cuts names at 1,024 characters, so longer texts
 * count as equal if their beginnings and sizes are equal.
 */
export function findDuplicateStrings(
  columns: SnapshotColumns,
  { limit = Infinity }: DuplicateStringsOptions,
): DuplicateString[] {
  const { nodeCount, nodeType, nodeTypes, nodeName, nodeShallowBytes, strings } = columns;
  const stringType = nodeTypes.indexOf('string');
  const counts = new Uint32Array(strings.count);
  // All columns have `nodeCount` entries; the reader has checked that names are below `strings.count`.
  for (let node = 0; node < nodeCount; node++) if (nodeType[node] === stringType) counts[nodeName[node]!]!++;
  const groups = new Map<string, { name: number; count: number; size: number }>();
  for (let node = 0; node < nodeCount; node++) {
    const name = nodeName[node]!;
    if (nodeType[node] !== stringType || counts[name]! < 2) continue;
    const size = nodeShallowBytes[node]!;
    const group = groups.get(`${size} ${name}`);
    if (group) group.count++;
    else groups.set(`${size} ${name}`, { name, count: 1, size });
  }
  return [...groups.values()]
    .filter(({ count }) => count > 1)
    .sort((a, b) => (b.count - 1) * b.size - (a.count - 1) * a.size || a.name - b.name)
    .slice(0, limit)
    .map(({ name, count, size }) => ({
      text: strings.at(name),
      count,
      bytes: count * size,
      wastedBytes: (count - 1) * size,
    }));
}
