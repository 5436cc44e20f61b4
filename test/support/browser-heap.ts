import fc from 'fast-check';

import { nodeOrdinal } from '../../harness/core/units.js';
import { type Dialect, SnapshotBuilder } from './snapshot-builder.js';

/** Names that mean something to DevTools, by node type; none is the name of one of its own groups. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  object: ['Object', 'Object', 'Object', 'Foo', 'Bar'],
  native: ['<div>', '<div id="a">', 'Detached <p class="x">', 'Node', 'system / ExternalStringData'],
  hidden: ['system / NativeContext', 'system / Map'],
  array: ['', '(map descriptors)'],
  synthetic: ['(GC roots)', '(Document DOM trees)'],
  string: ['text', 'other text'],
  closure: ['f'],
  code: ['f'],
  regexp: ['/x/'],
  number: ['heap number'],
  'concatenated string': ['(concatenated string)'],
};
const LABELS = [
  'a',
  'b',
  'c',
  "it's",
  'x,y',
  '__proto__',
  'sloppy_function_map',
  'long'.repeat(20),
  'long2'.repeat(16),
];
const TYPES = [
  'property',
  'property',
  'property',
  'internal',
  'element',
  'hidden',
  'context',
  'weak',
  'shortcut',
];

/**
 * Heaps with all that DevTools has a rule for: global objects behind shortcuts, document trees and detached nodes,
 * plain objects with few different properties, located classes (some twice), WeakMap pairs, unreachable nodes.
 */
export function browserHeap(dialect: Dialect): fc.Arbitrary<SnapshotBuilder> {
  const node = fc.constantFrom(...Object.entries(NAMES)).chain(([type, names]) =>
    fc.record({
      type: fc.constant(type),
      name: fc.constantFrom(...names),
      shallowBytes: fc.nat({ max: 40 }),
      detachedness: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat({ max: 2 })),
      /** How far back the node is that it hangs on; 0 for none. */
      back: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.nat({ max: 40 })),
      link: fc.constantFrom(...TYPES),
      label: fc.constantFrom(...LABELS),
      places: fc.array(fc.nat({ max: 2 }), { maxLength: 2 }),
    }),
  );
  const edge = fc.record({
    from: fc.nat(),
    to: fc.nat(),
    type: fc.constantFrom(...TYPES),
    label: fc.constantFrom(...LABELS),
    index: fc.nat({ max: 12 }),
  });
  const pair = fc.record({ key: fc.nat(), table: fc.nat(), value: fc.nat(), broken: fc.boolean() });
  return fc
    .record({
      nodes: fc.array(node, { maxLength: 40, size: 'max' }),
      edges: fc.array(edge, { maxLength: 60, size: 'max' }),
      pairs: fc.array(pair, { maxLength: 4 }),
      roots: fc.array(fc.nat(), { maxLength: 4 }),
    })
    .map(({ nodes, edges, pairs, roots }) => {
      const heap = new SnapshotBuilder(dialect);
      const pick = (at: number): ReturnType<typeof nodeOrdinal> => nodeOrdinal(at % heap.nodes.length);
      const add = (from: number, type: string, label: string, index: number, to: number): void => {
        const name = type === 'element' || type === 'hidden' ? index : label;
        const [source, target] = [pick(from), pick(to)];
        // In V8's snapshots nothing refers to the root, and the root to nothing twice.
        const isOdd = heap.edges.some(
          (built) => source === heap.root && built.from === source && built.to === target,
        );
        if (target !== heap.root && !isOdd) heap.edge(source, type, name, target);
      };
      for (const { type, name, back, link, label, places, ...sizes } of nodes) {
        const ordinal = heap.node(type, name, sizes);
        if (back > 0) add(Math.max(0, ordinal - back), link, label, back, ordinal);
        if (type === 'object') for (const line of places) heap.locate(ordinal, 7, line, 3);
      }
      for (const { from, type, label, index, to } of edges) add(from, type, label, index, to);
      for (const { key, table, value, broken } of pairs) {
        const [tableId, line] = [heap.nodes[pick(table)]?.id ?? 0, broken ? '\n' : ''];
        const name = ` / part of key (K${line} @${key}) -> value (V @${value}) pair in WeakMap (table @${tableId})`;
        add(key, 'internal', `1${name}`, 0, value);
        add(table, 'internal', `2${name}`, 0, value);
      }
      for (const root of roots) add(0, 'shortcut', 'global', 0, root);
      return heap;
    });
}
