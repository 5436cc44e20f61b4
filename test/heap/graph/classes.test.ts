import { expect } from 'chai';

import { HeapGraph, PROTOTYPE_CLASS } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { DIALECTS, SnapshotBuilder } from '../../support/snapshot-builder.js';

const graphOf = async (heap: SnapshotBuilder): Promise<HeapGraph> =>
  HeapGraph.from(await readSnapshot(heap.bytes()));

describe('HeapGraph.instances()', () => {
  for (const [name, dialect] of Object.entries(DIALECTS)) {
    it(`leaves out prototypes and subclasses (${name})`, async () => {
      const heap = new SnapshotBuilder(dialect);
      const base = heap.class('Base');
      const sub = heap.class('Sub', base);
      const subSub = heap.class('SubSub', sub);
      const [a, b, c, d] = [base, sub, subSub, base].map((of) => heap.instance(of));
      const graph = await graphOf(heap);
      expect(graph.instances('Base')).to.deep.equal([a, d]);
      expect(graph.instances('Sub')).to.deep.equal([b]);
      expect(graph.instances('Base', { subclasses: true })).to.deep.equal([a, b, c, d]);
      expect(graph.instances('Sub', { subclasses: true })).to.deep.equal([b, c]);
      expect(graph.isPrototype(base.prototype)).to.equal(true);
    });
  }

  it('counts an object with a field called "constructor" that leads to its class', async () => {
    const heap = new SnapshotBuilder();
    const point = heap.class('Point');
    const instance = heap.instance(point);
    heap.property(instance, 'constructor', point.closure);
    expect((await graphOf(heap)).instances('Point')).to.deep.equal([instance]);
  });

  it('counts an object that a function refers to by an internal edge called "prototype"', async () => {
    const heap = new SnapshotBuilder();
    const closure = heap.node('closure', 'Odd');
    const object = heap.object('Odd');
    heap.property(object, 'constructor', closure).edge(closure, 'internal', 'prototype', object);
    expect((await graphOf(heap)).instances('Odd')).to.deep.equal([object]);
  });

  it('counts an object in the place of a prototype whose constructor is another function', async () => {
    const heap = new SnapshotBuilder();
    const [base, other] = [heap.class('Base'), heap.class('Other')];
    const replaced = heap.instance(base);
    const closure = heap.node('closure', 'OldStyle');
    heap.property(closure, 'prototype', replaced).property(replaced, 'constructor', other.closure);
    expect((await graphOf(heap)).instances('Base')).to.deep.equal([replaced]);
  });

  it('does not count a function as an instance, even if it inherits', async () => {
    const heap = new SnapshotBuilder();
    const base = heap.class('Base');
    heap.property(heap.node('closure', 'odd'), '__proto__', base.prototype);
    expect((await graphOf(heap)).instances('Base', { subclasses: true })).to.deep.equal([]);
  });

  it('counts objects only: a function or a string of that name is not an instance', async () => {
    const heap = new SnapshotBuilder();
    heap.node('string', 'Point');
    heap.node('native', 'Point');
    heap.class('Point');
    expect((await graphOf(heap)).instances('Point')).to.deep.equal([]);
  });

  it('follows the __proto__ that V8 writes, not an own property of that name before it', async () => {
    const heap = new SnapshotBuilder();
    const [base, other] = [heap.class('Base'), heap.class('Other')];
    const object = heap.object('Misnamed');
    heap.property(object, '__proto__', other.prototype).property(object, '__proto__', base.prototype);
    const graph = await graphOf(heap);
    expect(graph.instances('Base', { subclasses: true })).to.deep.equal([object]);
    expect(graph.instances('Other', { subclasses: true })).to.deep.equal([]);
  });

  it('finds subclasses of all classes with the same name', async () => {
    const heap = new SnapshotBuilder();
    const [first, second] = [heap.class('Twin'), heap.class('Twin')];
    const sub = heap.class('Sub', second);
    const nodes = [first, second, sub].map((of) => heap.instance(of));
    expect((await graphOf(heap)).instances('Twin', { subclasses: true })).to.deep.equal(nodes);
  });

  it('terminates for a chain of prototypes that is a cycle', async () => {
    const heap = new SnapshotBuilder();
    heap.class('Base');
    const [a, b] = [heap.object('A'), heap.object('B')];
    heap.property(a, '__proto__', b).property(b, '__proto__', a);
    expect((await graphOf(heap)).instances('Base', { subclasses: true })).to.deep.equal([]);
  });

  it('is empty for a class that does not exist', async () => {
    expect((await graphOf(new SnapshotBuilder())).instances('Nope')).to.deep.equal([]);
  });
});

describe('HeapGraph.hasClass() and classNames()', () => {
  it('recognise classes by an instance or by their constructor, and nothing else', async () => {
    const heap = new SnapshotBuilder();
    heap.class('NeverMade');
    heap.object('OnlyInstance');
    heap.node('closure', 'plainFunction');
    heap.node('string', 'text');
    const graph = await graphOf(heap);
    expect(graph.hasClass('NeverMade')).to.equal(true);
    expect(graph.hasClass('OnlyInstance')).to.equal(true);
    expect(graph.hasClass('plainFunction')).to.equal(false);
    expect(graph.hasClass('text')).to.equal(false);
    expect(graph.hasClass('Object')).to.equal(false);
    expect(graph.classNames()).to.deep.equal(['NeverMade', 'OnlyInstance']);
  });
});

describe('HeapGraph.classes() and classCounts()', () => {
  it('group objects, native and hidden nodes by name and the rest by type', async () => {
    const heap = new SnapshotBuilder();
    heap.class('Base');
    heap.object('Same', 10);
    heap.object('Same', 20);
    heap.node('native', 'Same', { shallowBytes: 5 });
    heap.node('hidden', 'system / Context', { shallowBytes: 1 });
    heap.node('hidden', 'whatever', { shallowBytes: 2 });
    heap.node('code', 'f', { shallowBytes: 4 });
    heap.node('string', 'text', { shallowBytes: 3 });
    heap.node('concatenated string', 'text', { shallowBytes: 3 });
    const graph = await graphOf(heap);
    const rows = graph
      .classCounts()
      .map(({ type, name, count, shallowBytes }) => [type, name, count, shallowBytes]);
    expect(rows).to.deep.equal([
      ['object', 'Same', 2, 30],
      ['closure', '(closure)', 1, 16],
      ['object', PROTOTYPE_CLASS, 1, 16],
      ['native', 'Same', 1, 5],
      ['code', '(compiled code)', 1, 4],
      ['concatenated string', '(concatenated string)', 1, 3],
      ['string', '(string)', 1, 3],
      ['hidden', '(system)', 1, 2],
      ['hidden', 'system / Context', 1, 1],
      ['synthetic', '(synthetic)', 1, 0],
    ]);
  });

  it('separate a class from the group of prototypes that has the same name', async () => {
    const heap = new SnapshotBuilder();
    heap.class('Base');
    const odd = heap.object(PROTOTYPE_CLASS);
    const graph = await graphOf(heap);
    expect(graph.instances(PROTOTYPE_CLASS)).to.deep.equal([odd]);
  });

  it('sum the retained sizes of members that no other member dominates, largest first', async () => {
    const heap = new SnapshotBuilder();
    const list = [heap.object('Link', 100), heap.object('Link', 100), heap.object('Link', 100)];
    const lone = heap.object('Link', 7);
    const value = heap.object('Value', 1000);
    let previous = heap.root;
    for (const link of list) {
      heap.property(previous, 'next', link);
      previous = link;
    }
    heap.property(previous, 'value', value).property(heap.root, 'lone', lone);
    const classes = (await graphOf(heap)).classes();
    const row = (name: string): unknown => classes.find((entry) => entry.name === name);
    expect(row('Link')).to.include({ count: 4, shallowBytes: 307, retainedBytes: 1307 });
    expect(row('Value')).to.include({ count: 1, shallowBytes: 1000, retainedBytes: 1000 });
    expect(classes.map(({ name }) => name)).to.deep.equal(['(synthetic)', 'Link', 'Value']);
  });
});
