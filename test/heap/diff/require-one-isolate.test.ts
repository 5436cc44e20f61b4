import { requireOneIsolate } from '../../../harness/heap/diff/require-one-isolate.js';
import { HeapGraph, readHeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { expect } from 'chai';
import { captureSteps, captureWorker } from '../../support/capture.js';
import { expectHeapwitnessError, thrownBy } from '../../support/errors.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

/** A heap of nodes of these types, by id. */
async function heapOf(types: Readonly<Record<number, string>>): Promise<HeapGraph> {
  const heap = new SnapshotBuilder();
  for (const [id, type] of Object.entries(types)) {
    heap.property(heap.root, `of ${id}`, heap.node(type, `name ${id}`, { id: Number(id) }));
  }
  return HeapGraph.from(await readSnapshot(heap.bytes()));
}

/** A heap of functions `f0`, `f1` and so on with these ids, and two of one name. */
async function functionsAt(ids: readonly number[]): Promise<HeapGraph> {
  const heap = new SnapshotBuilder();
  const named = ids.map((id, at): [string, number] => [`f${at}`, id]);
  const alike: [string, number][] = [
    ['alike', 5],
    ['alike', 7],
  ];
  for (const [name, id] of [...named, ...alike]) {
    heap.property(heap.root, `of ${id}`, heap.node('closure', name, { id }));
  }
  return HeapGraph.from(await readSnapshot(heap.bytes()));
}

describe('requireOneIsolate()', () => {
  it('accepts heaps in which objects keep their types and new ones have higher ids', async () => {
    const before = await heapOf({ 11: 'object', 13: 'closure', 15: 'string', 17: 'native' });
    // A string was joined; the embedder's node has another id; one object is gone, one is new.
    const after = await heapOf({ 11: 'object', 15: 'concatenated string', 19: 'object', 9: 'native' });
    requireOneIsolate([before, after, after]);
  });

  it('accepts heaps in which most ids were taken over by objects of other types', async () => {
    const before = await heapOf({ 11: 'object', 13: 'closure', 15: 'object', 17: 'regexp' });
    const after = await heapOf({ 11: 'closure', 13: 'object', 15: 'closure', 17: 'code' });
    requireOneIsolate([before, before, after]);
  });

  it('rejects heaps in which functions that both contain once have other ids, and not new ones', async () => {
    const before = await functionsAt([11, 13, 15, 17]);
    requireOneIsolate([before, await functionsAt([11, 13, 15, 17, 19])]);
    requireOneIsolate([before, await functionsAt([11, 13, 15, 21])]);
    const after = await functionsAt([11, 13, 17, 15]);
    const error = thrownBy(() => requireOneIsolate([before, before, after]));
    const { message } = expectHeapwitnessError(error, 'ERR_FOREIGN_SNAPSHOT');
    expect(message).to.include('Snapshots 2 and 3 come from different isolates');
    expect(message).to.include('of 4 functions that both contain once, 2 have a different id');
  });

  it('rejects heaps in the wrong order', async () => {
    const before = await heapOf({ 11: 'object', 13: 'closure', 19: 'object' });
    const after = await heapOf({ 11: 'object', 13: 'closure', 15: 'object', 19: 'object' });
    const error = thrownBy(() => requireOneIsolate([before, after]));
    expect(expectHeapwitnessError(error, 'ERR_FOREIGN_SNAPSHOT').message).to.include('wrong order');
  });

  it('rejects heaps that have no id in common', async () => {
    const heaps = [await heapOf({ 11: 'object' }), await heapOf({ 21: 'object' })];
    const error = thrownBy(() => requireOneIsolate(heaps));
    expect(expectHeapwitnessError(error, 'ERR_FOREIGN_SNAPSHOT').message).to.include(
      'no object id in common',
    );
  });

  it('distinguishes two workers of one process from one worker whose ids were reused', async () => {
    const [one, other] = [await captureWorker(''), await captureWorker('globalThis.other = 1;')];
    const [first, foreign] = [await readHeapGraph(one), await readHeapGraph(other)];
    const error = thrownBy(() => requireOneIsolate([first, foreign]));
    expectHeapwitnessError(error, 'ERR_FOREIGN_SNAPSHOT');
    const heaps = await captureSteps([
      'globalThis.keep = Array.from({ length: 20_000 }, (_, i) => () => i);',
      'globalThis.keep = null;',
      `class Young { constructor(i) { this.a = i; this.b = i; this.c = i; this.d = i; this.e = i; } }
       globalThis.keep = Array.from({ length: 20_000 }, (_, i) => new Young(i));`,
    ]);
    requireOneIsolate(await Promise.all(heaps.map((bytes) => readHeapGraph(bytes))));
  });
});
