import { heapObjectId } from '../../core/units.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import { NONE } from '../graph/no-ordinal.js';
import { maySame, newMark, ObjectMarks } from './object-marks.js';

/**
 * Finds the objects that are in both of two snapshots of one isolate: by node of the later one, its ordinal in the
 * earlier one, or `NONE` for a new object. The same object has the same id and class, as in Chrome DevTools'
 * comparison, and an unchanged mark; see `object-marks.ts`. So an object whose class was renamed, and a text whose
 * parts were joined, count as gone and new; and per class, gone and kept objects add up to those that were there
 * before.
 */
export function sameObjects(before: HeapGraph, after: HeapGraph): Uint32Array {
  const [oldMarks, newMarks] = [new ObjectMarks(before.columns), new ObjectMarks(after.columns)];
  const [old, now] = [newMark(), newMark()];
  const { classOf: oldClassOf } = before.classIndex();
  const { classOf } = after.classIndex();
  const oldClasses = classesBefore(before, after);
  const { nodeCount, nodeId } = after.columns;
  const same = new Uint32Array(nodeCount).fill(NONE);
  // Nodes are below their heap's count; `classOf` holds indexes of the classes.
  for (let node = 0; node < nodeCount; node++) {
    const earlier = before.nodeById(heapObjectId(nodeId[node]!));
    if (earlier === undefined || oldClasses[classOf[node]!] !== oldClassOf[earlier]) continue;
    if (newMarks.kindOf(node) !== 0) {
      oldMarks.read(earlier, old);
      newMarks.read(node, now);
      if (!maySame(old, now)) continue;
    }
    same[node] = earlier;
  }
  return same;
}

/** Returns the index that each class of the later heap has in the earlier one; `NONE` if it did not exist. */
function classesBefore(before: HeapGraph, after: HeapGraph): Uint32Array {
  const keyOf = ({ type, name }: { readonly type: string; readonly name: string }): string =>
    `${type}\0${name}`;
  const numbers = new Map(before.classIndex().classes.map((row, number) => [keyOf(row), number]));
  return Uint32Array.from(after.classIndex().classes, (row) => numbers.get(keyOf(row)) ?? NONE);
}
