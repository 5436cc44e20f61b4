import type { NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';

/** The text of a string in the heap. */
export interface HeapString {
  readonly text: string;
  /**
   * False if the snapshot does not contain all of it: V8 truncates a name at 1,024 characters, and names no part of a
   * slice.
   */
  readonly complete: boolean;
}

/** Where V8 cuts the name of a string: `kMaxNameSize` of its `StringsStorage`. */
const MAX_NAME_LENGTH = 1024;
/** So many strings are put together at most, */
const MAX_PARTS = 1 << 20;
/** and so many characters, about: V8's own limit for a string is a few times higher. */
const MAX_LENGTH = 1 << 27;

/**
 * Reads a string node: a flat one by its name, a concatenated one from its halves, in order and without recursion. A
 * sliced one is known to lie somewhere in its parent's text; its place is not in the snapshot.
 *
 * @param follow gives the target of a node's internal edge of that name
 */
export function textOf(
  columns: SnapshotColumns,
  start: NodeOrdinal,
  follow: (node: NodeOrdinal, edge: 'first' | 'second') => NodeOrdinal | undefined,
): HeapString | undefined {
  const { nodeType, nodeTypes, nodeName, strings } = columns;
  // Ordinals of this heap.
  const typeOf = (node: NodeOrdinal): string => nodeTypes[nodeType[node]!]!;
  if (!typeOf(start).endsWith('string')) return undefined;
  const parts: string[] = [];
  const open = [start];
  let visited = 0;
  let length = 0;
  let complete = true;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const type = typeOf(node);
    if (type === 'concatenated string') {
      const [first, second] = [follow(node, 'first'), follow(node, 'second')];
      complete &&= first !== undefined && second !== undefined;
      if (second !== undefined) open.push(second);
      if (first !== undefined) open.push(first);
    } else if (type === 'string') {
      const text = strings.at(nodeName[node]!);
      complete &&= text.length < MAX_NAME_LENGTH;
      length += text.length;
      parts.push(text);
    } else complete = false;
    // Halves that share parts can be of exponential length; in a broken file they can be a loop.
    if (++visited > MAX_PARTS || length > MAX_LENGTH) return { text: parts.join(''), complete: false };
  }
  return { text: parts.join(''), complete };
}
