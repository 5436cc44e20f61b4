import { expect } from 'chai';

import { Births } from '../../../harness/heap/diff/births.js';
import type { NodeOrdinal } from '../../../harness/core/units.js';
import { HeapGraph, readHeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { captureSteps } from '../../support/capture.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

/** An object as one look shows it. */
interface Seen {
  readonly id?: number;
  readonly type?: string;
  readonly name?: string;
  readonly bytes?: number;
  /** The id of its hidden class, or of a closure's context. */
  readonly anchor?: number;
}

const ID = 11;
/** The highest id of a first look. */
const NEWEST = 101;

/** A heap in which the root holds these objects and what has an id of its own. */
async function heapOf(seen: readonly Seen[], newest: number = NEWEST): Promise<HeapGraph> {
  const heap = new SnapshotBuilder();
  const anchors = new Map<number, NodeOrdinal>();
  const anchorOf = (id: number): NodeOrdinal => {
    const anchor = anchors.get(id) ?? heap.node('hidden', 'system / Anchor', { id });
    anchors.set(id, anchor);
    return anchor;
  };
  heap.property(heap.root, 'newest', heap.node('hidden', 'newest', { id: newest }));
  for (const { id = ID, type = 'object', name = 'A', bytes = 40, anchor = 51 } of seen) {
    const node = heap.node(type, name, { id, shallowBytes: bytes });
    heap.property(heap.root, `held${id}`, node);
    heap.property(node, 'own', heap.root);
    if (type !== 'string')
      heap.edge(node, 'internal', type === 'closure' ? 'context' : 'map', anchorOf(anchor));
  }
  return HeapGraph.from(await readSnapshot(heap.bytes()));
}

/** The cycle of the object with that id after a look at each, and how many reuses were seen. */
async function seenIn(...looks: readonly Seen[]): Promise<{ cycle: number; reuses: number }> {
  const [first = {}, ...others] = looks;
  const births = new Births(await heapOf([first]));
  for (const look of others) births.add(await heapOf([look]));
  return { cycle: births.cycleOfId(ID), reuses: births.reuses.reduce((sum, count) => sum + count, 0) };
}

const BORN_ANEW = { cycle: 0, reuses: 1 };
const STILL_THE_SAME = { cycle: -1, reuses: 0 };

describe('Births', () => {
  it('determines the cycle of an object’s birth by the ids of the looks in between', async () => {
    const births = new Births(await heapOf([{ id: 11 }], 101));
    births.add(await heapOf([{ id: 11 }, { id: 103 }], 201));
    const last = await heapOf([{ id: 11 }, { id: 103 }, { id: 203 }], 301);
    births.add(last);
    expect([11, 103, 203].map((id) => births.cycleOfId(id))).to.deep.equal([-1, 0, 1]);
    expect(births.byCycle([11, 103, 203, 301])).to.deep.equal([1, 2]);
    expect([...last.instances('A')].map((node) => births.isOld(node))).to.deep.equal([true, false, false]);
    expect(births.reuses).to.deep.equal([0, 0]);
  });

  it('assigns objects of an idle period to the last cycle, including those with reused ids', async () => {
    const births = new Births(await heapOf([{ id: 11 }], 101));
    births.lookAgain(await heapOf([{ id: 11 }], 101));
    births.add(await heapOf([{ id: 11 }], 201));
    births.lookAgain(await heapOf([{ id: 11, name: 'B', anchor: 53 }, { id: 203 }], 301));
    expect(births.byCycle([11, 203])).to.deep.equal([2]);
    births.add(await heapOf([{ id: 11, name: 'B', anchor: 53 }, { id: 203 }, { id: 303 }], 401));
    expect(births.byCycle([11, 203, 303])).to.deep.equal([2, 1]);
    expect(births.reuses).to.deep.equal([1, 0]);
  });

  it('keeps the cycle of an object that took over an id, until another one takes it over', async () => {
    const births = new Births(await heapOf([{}]));
    const [b, c] = [
      { name: 'B', anchor: 53 },
      { name: 'C', anchor: 55 },
    ];
    births.add(await heapOf([b]));
    births.add(await heapOf([b]));
    expect(births.cycleOfId(ID)).to.equal(0);
    births.add(await heapOf([c]));
    expect(births.cycleOfId(ID)).to.equal(2);
    expect(births.reuses).to.deep.equal([1, 0, 1]);
  });

  describe('counts an object with an old id as new if it has', () => {
    const replaced: Readonly<Record<string, readonly [Seen, Seen]>> = {
      'another kind': [{}, { type: 'closure' }],
      'another class and hidden class': [{}, { name: 'B', anchor: 53 }],
      'a larger size': [{}, { bytes: 48 }],
      'another function': [
        { type: 'closure', name: 'f' },
        { type: 'closure', name: 'g' },
      ],
      'another context': [
        { type: 'closure', name: 'f' },
        { type: 'closure', name: 'f', anchor: 53 },
      ],
      'another text': [
        { type: 'string', name: 'abc' },
        { type: 'string', name: 'abd' },
      ],
      'another description': [
        { type: 'symbol', name: 'a' },
        { type: 'symbol', name: 'b' },
      ],
      'a text in parts': [{ type: 'string' }, { type: 'concatenated string' }],
      'an id that belonged to no such object': [{ type: 'array' }, {}],
    };
    for (const [what, looks] of Object.entries(replaced)) {
      it(what, async () => {
        expect(await seenIn(...looks)).to.deep.equal(BORN_ANEW);
      });
    }
  });

  describe('counts an object with an old id as the same if it has', () => {
    const changed: Readonly<Record<string, readonly [Seen, Seen]>> = {
      'a smaller size, as V8 learns what its class needs': [{}, { bytes: 24 }],
      'another hidden class, by a new property': [{}, { anchor: 53 }],
      'another class with the same hidden class, by a new constructor': [{}, { name: 'B' }],
      'one text for several parts': [{ type: 'concatenated string' }, { type: 'string', name: 'abc' }],
    };
    for (const [what, looks] of Object.entries(changed)) {
      it(what, async () => {
        expect(await seenIn(...looks)).to.deep.equal(STILL_THE_SAME);
      });
    }
  });

  it('distinguishes all texts, whatever their length', async () => {
    const texts = ['', 'a', 'b'.repeat(24), 'b'.repeat(25), `${'b'.repeat(500)}c`, `${'b'.repeat(500)}d`];
    for (const [at, text] of texts.entries()) {
      const other = texts[(at + 1) % texts.length] ?? '';
      const [before, after] = [
        { type: 'string', name: text },
        { type: 'string', name: other },
      ];
      expect(await seenIn(before, before), text).to.deep.equal(STILL_THE_SAME);
      expect(await seenIn(before, after), text).to.deep.equal(BORN_ANEW);
    }
  });

  it('judges V8’s own nodes and those of the embedder by their ids only', async () => {
    const births = new Births(await heapOf([{ type: 'array', bytes: 16 }], 101));
    const grown = [{ type: 'array', bytes: 800 }, { id: 103, type: 'array' }, { id: 12 }];
    births.add(await heapOf(grown, 201));
    expect([ID, 103, 12].map((id) => births.cycleOfId(id))).to.deep.equal([-1, 0, -1]);
    expect(births.reuses).to.deep.equal([0]);
  });
});

describe('Births of a real heap', () => {
  const COUNT = 20_000;

  it('are correct even though V8 gives new objects ids of dead ones', async () => {
    const heaps = await captureSteps([
      `globalThis.Old = class Old { constructor(i) { this.a = i; this.b = i; } };
       globalThis.Young = class Young { constructor(i) { this.a = i; this.b = i; } };
       globalThis.keep = Array.from({ length: ${COUNT} }, (_, i) => new Old(i));`,
      `globalThis.keep = null;`,
      `globalThis.keep = Array.from({ length: ${COUNT} }, (_, i) => new Young(i));`,
      `globalThis.more = Array.from({ length: ${COUNT} }, (_, i) => () => i);`,
    ]);
    const [first, ...others] = await Promise.all(heaps.map((bytes) => readHeapGraph(bytes)));
    if (first === undefined) throw new Error('There is no first look.');
    const births = new Births(first);
    for (const heap of others) births.add(heap);
    const last = others.at(-1) ?? first;
    const ids = last.instances('Young').map((node) => last.id(node));
    expect(births.byCycle(ids)).to.deep.equal([0, COUNT, 0]);
  });

  it('do not include objects that only changed their shape, size, class name or texts', async () => {
    const heaps = await captureSteps([
      `globalThis.Slack = class Slack { constructor(i) { this.a = i; this.text = 'x' + i + 'y'.repeat(20); } };
       globalThis.kept = Array.from({ length: 5 }, (_, i) => new Slack(i));
       globalThis.maps = Array.from({ length: 200 }, (_, i) => ({ map: new Map([[i, {}]]), list: [i], f: () => i }));`,
      `for (let i = 0; i < 200; i++) kept.push(new Slack(i));
       for (const one of kept) one.later = {};
       for (const one of maps) { for (let i = 0; i < 100; i++) one.map.set(i, i), one.list.push(i); one.f.own = 1; }`,
      `class Renamed {}; Slack.prototype.constructor = Renamed;
       for (const one of kept) { one.lookup = { [one.text]: 1 }; }
       for (const one of maps) { delete one.list; one.added = 1; Object.freeze(one); }`,
    ]);
    const [first, ...others] = await Promise.all(heaps.map((bytes) => readHeapGraph(bytes)));
    if (first === undefined) throw new Error('There is no first look.');
    const births = new Births(first);
    for (const heap of others) births.add(heap);
    const last = others.at(-1) ?? first;
    const old = [...first.ordinals()].flatMap((node) => {
      const now = ['object', 'closure', 'string'].includes(first.type(node)) && last.nodeById(first.id(node));
      return now ? [{ name: first.name(node), isOld: births.isOld(now) }] : [];
    });
    expect(old.length).to.be.above(5000);
    expect(old.filter(({ isOld }) => !isOld)).to.deep.equal([]);
  });
});
