import { HeapGraph } from '../../heap/graph/index.js';
import { captureSelf } from './capture-self.js';
import { SnapshotParser } from '../../heap/snapshot/index.js';

/** Captures the heap of the current isolate, and reads it while V8 writes it. */
export async function ownHeap(): Promise<HeapGraph> {
  const parser = new SnapshotParser();
  await captureSelf((bytes) => parser.push(bytes));
  return HeapGraph.from(parser.end());
}
