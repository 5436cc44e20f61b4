import type { NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';

/** The text of a string in the heap. */
export interface HeapString {
  readonly text: string;
  /**
   * False if the snapshot does not contain the whole text: V8 truncates a name at 1,024 characters, and does not name
   * the part that a slice refers to.
   */
  readonly complete: boolean;
}

/** Length at which V8 cuts the name of a string: `kMaxNameSize` of its `StringsStorage`. */
const MAX_NAME_LENGTH = 1024;
/** Maximum number of strings that are joined. */
const MAX_PARTS = 1 << 20;
/** Approximate maximum length of a joined text: V8's own limit for a string is a few times higher. */
const MAX_LENGTH = 1 << 27;

/**
 * Reads a string node: a flat string by its name, a concatenated one from its halves, in order and without recursion.
 * The text of a sliced string is somewhere in its parent's text; the snapshot does not contain its position.
 *
 * @param follow returns the target of a node's internal edge with that name
 */
export function textOf(
  columns: SnapshotColumns,
  start: NodeOrdinal,
  follow: (node: NodeOrdinal, edge: 'first' | 'second') => NodeOrdinal | undefined,
): HeapString | undefined {
  const { nodeType, nodeTypes, nodeName, strings } = columns;
  // Nodes are ordinals of this heap.
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
    // Halves that share parts can have exponential length; in a broken file they can form a cycle.
    if (++visited > MAX_PARTS || length > MAX_LENGTH) return { text: parts.join(''), complete: false };
  }
  return { text: parts.join(''), complete };
}
