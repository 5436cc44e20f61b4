import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Inspector } from '../inspector.js';
import { quoted } from './hops.js';

/** Strings that are slices of other strings: a short one retains the whole long one. */
export const strings: Inspector = {
  name: 'strings',
  describe: (node, heap) => {
    const whole = wholeText(heap, node);
    return whole === undefined ? undefined : { label: `a piece of a text of ${sizeText(heap, whole)}` };
  },
  refer: ([hop], heap) =>
    hop !== undefined && hop.name === 'parent' && wholeText(heap, hop.from) === hop.to
      ? { hops: 1, text: ' (the text that it was cut out of)' }
      : undefined,
};

/** The string that a substring was sliced from; undefined for other nodes. */
export function wholeText(heap: HeapGraph, node: NodeOrdinal): NodeOrdinal | undefined {
  return heap.type(node) === 'sliced string' ? heap.property(node, 'parent', 'internal') : undefined;
}

/** Number of characters that are shown of a long text. */
const SHOWN = 40;

/** Formats the size of a text in bytes: no snapshot contains its length, and its characters are cut at 1,024. */
function sizeText(heap: HeapGraph, text: NodeOrdinal): string {
  const bytes = heap.shallowBytes(text).toLocaleString('en-US');
  const start = heap.name(text).slice(0, SHOWN);
  return `${bytes} bytes, which it holds: ${quoted(`${start}…`)}`;
}
