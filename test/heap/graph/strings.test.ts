import { expect } from 'chai';

import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { captureWorker } from '../../support/capture.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

describe('HeapGraph.string()', () => {
  it('joins concatenated strings in order', async () => {
    const heap = new SnapshotBuilder();
    const [a, b, c] = ['a', 'bé', 'c"'].map((text) => heap.node('string', text));
    const inner = heap.node('concatenated string', '(concatenated string)');
    const outer = heap.node('concatenated string', '(concatenated string)');
    if (a === undefined || b === undefined || c === undefined) throw new Error('unreachable');
    heap.edge(inner, 'internal', 'second', b).edge(inner, 'internal', 'first', a);
    heap.edge(outer, 'internal', 'first', inner).edge(outer, 'internal', 'second', c);
    const graph = await graphOf(heap);
    expect(graph.string(outer)).to.deep.equal({ text: 'abéc"', complete: true });
    expect(graph.string(b)).to.deep.equal({ text: 'bé', complete: true });
    expect(graph.string(graph.root)).to.equal(undefined);
  });

  it('marks a text that V8 has cut, and a slice without a known position in its parent, as incomplete', async () => {
    const heap = new SnapshotBuilder();
    const long = heap.node('string', 'x'.repeat(1024));
    const slice = heap.node('sliced string', '(sliced string)');
    const half = heap.node('concatenated string', '');
    heap.edge(half, 'internal', 'first', long);
    const graph = await graphOf(heap);
    expect(graph.string(long)).to.deep.equal({ text: 'x'.repeat(1024), complete: false });
    expect(graph.string(slice)).to.deep.equal({ text: '', complete: false });
    expect(graph.string(half)?.complete).to.equal(false);
  });

  it('terminates for a string that is a half of itself, and for one of exponential length', async () => {
    const heap = new SnapshotBuilder();
    const loop = heap.node('concatenated string', '');
    heap.edge(loop, 'internal', 'first', loop).edge(loop, 'internal', 'second', loop);
    let twice = heap.node('string', 'ab');
    for (let times = 0; times < 60; times++) {
      const next = heap.node('concatenated string', '');
      heap.edge(next, 'internal', 'first', twice).edge(next, 'internal', 'second', twice);
      twice = next;
    }
    const graph = await graphOf(heap);
    expect(graph.string(loop)?.complete).to.equal(false);
    expect(graph.string(twice)?.complete).to.equal(false);
  });

  it('reads the strings of a real worker', async () => {
    const graph = HeapGraph.from(
      await readSnapshot(
        await captureWorker(`
          const rest = process.argv.length;
          globalThis.texts = { flat: 'flat text ' + 1, long: Buffer.alloc(3000, 'y').toString() };
          texts.cons = 'a beginning of some length, ' + rest + ', and an end that is as long: ' + rest;`),
      ),
    );
    const [texts = graph.root] = graph.find((node) => graph.property(node, 'cons') !== undefined);
    const read = (name: string): unknown => {
      const node = graph.property(texts, name);
      return node === undefined ? undefined : graph.string(node);
    };
    expect(read('cons')).to.deep.include({ complete: true });
    expect(read('cons'))
      .to.have.property('text')
      .that.matches(/^a beginning .*, \d, and an end .*: \d$/);
    expect(read('flat')).to.deep.equal({ text: 'flat text 1', complete: true });
    expect(read('long')).to.deep.equal({ text: 'y'.repeat(1024), complete: false });
  });
});

describe('HeapGraph.duplicateStrings()', () => {
  it('groups flat strings with the same text, the most wasteful first', async () => {
    const heap = new SnapshotBuilder();
    for (let times = 0; times < 3; times++) heap.node('string', 'small', { shallowBytes: 10 });
    for (let times = 0; times < 2; times++) heap.node('string', 'large', { shallowBytes: 100 });
    heap.node('string', 'alone', { shallowBytes: 1000 });
    heap.object('small');
    const graph = await graphOf(heap);
    expect(graph.duplicateStrings()).to.deep.equal([
      { text: 'large', count: 2, bytes: 200, wastedBytes: 100 },
      { text: 'small', count: 3, bytes: 30, wastedBytes: 20 },
    ]);
    expect(graph.duplicateStrings({ limit: 1 })).to.have.lengthOf(1);
  });

  it('separates texts that begin alike but differ in size', async () => {
    const heap = new SnapshotBuilder();
    const cut = 'x'.repeat(1024);
    heap.node('string', cut, { shallowBytes: 2000 });
    heap.node('string', cut, { shallowBytes: 3000 });
    expect((await graphOf(heap)).duplicateStrings()).to.deep.equal([]);
  });
});
