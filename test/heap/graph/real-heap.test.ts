import { expect } from 'chai';

import type { NodeOrdinal } from '../../../harness/core/units.js';
import { formatRetainingPath, type HeapGraph, readHeapGraph } from '../../../harness/heap/graph/index.js';
import { captureWorker } from '../../support/capture.js';

/** Whatever could be taken for an instance of `Base`, each kept under a name of its own. */
const SCENE = `
class Base { constructor() { this.payload = { x: {} }; } }
class Sub extends Base {}
class SubSub extends Sub {}
class Lonely {}
class NeverMade {}
class Other {}
class HasConstructorField { ['constructor'] = Other; }
class SubWithConstructorField extends Base { ['constructor'] = Other; }
function OldStyle() { this.q = {}; }
class Entry extends WeakRef { constructor(key, value) { super(key); this.value = value; } }
globalThis.scene = {
  base: new Base(), second: new Base(), sub: new Sub(), subSub: new SubSub(),
  pointsAtClass: Object.assign(new Base(), { constructor: Base }),
  field: new HasConstructorField(), subField: new SubWithConstructorField(),
  bare: Object.create(null), created: Object.create(Base.prototype),
  ownProto: { ['__proto__']: new Other(), real: {} },
  old: new OldStyle(), NeverMade, Base,
  entry: new Entry({}, new Lonely()), live: new Entry(globalThis, new Lonely()),
  list: [new Lonely(), 7, new Lonely()],
  weakMap: new WeakMap(), key: { isKey: {} }, closure: () => globalThis.scene,
};
scene.weakMap.set(scene.key, { isValue: {} });
`;

describe('The graph of a real worker', () => {
  let graph: HeapGraph;
  let scene: NodeOrdinal;
  before(async () => {
    graph = await readHeapGraph(await captureWorker(SCENE));
    const holders = [...graph.ordinals()].filter(
      (node) => graph.property(node, 'pointsAtClass') !== undefined,
    );
    expect(holders).to.have.lengthOf(1);
    scene = holders[0] ?? graph.root;
  });

  const kept = (...names: string[]): NodeOrdinal[] =>
    names
      .map((name) => graph.property(scene, name) ?? expect.fail(`the scene has no ${name}`))
      .sort((a, b) => a - b);

  it('contains the instances of a class without its prototype, its subclasses and their prototypes', () => {
    expect(graph.instances('Base')).to.deep.equal(kept('base', 'second', 'pointsAtClass', 'created'));
    expect(graph.instances('Sub')).to.deep.equal(kept('sub'));
    expect(graph.instances('SubSub')).to.deep.equal(kept('subSub'));
  });

  it('contains the instances of subclasses on request', () => {
    const all = kept('base', 'second', 'pointsAtClass', 'created', 'sub', 'subSub', 'subField');
    expect(graph.instances('Base', { subclasses: true })).to.deep.equal(all);
    expect(graph.instances('Sub', { subclasses: true })).to.deep.equal(kept('sub', 'subSub'));
  });

  it('is not misled by a field called "constructor"', () => {
    expect(graph.instances('HasConstructorField')).to.deep.equal(kept('field'));
    expect(graph.instances('SubWithConstructorField')).to.deep.equal(kept('subField'));
  });

  it('follows the real prototype of an object with an own property "__proto__"', () => {
    expect(graph.instances('Other')).to.have.lengthOf(1);
    expect(graph.instances('Other', { subclasses: true })).to.have.lengthOf(1);
    expect(graph.instances('OldStyle')).to.deep.equal(kept('old'));
  });

  it('knows a class that never had an instance', () => {
    expect(graph.instances('NeverMade')).to.deep.equal([]);
    expect(graph.hasClass('NeverMade')).to.equal(true);
    expect(graph.hasClass('NeverMad')).to.equal(false);
    expect(graph.classNames()).to.include.members(['NeverMade', 'Base', 'Array', 'WeakMap']);
  });

  it('counts as many objects by class as instances() finds, for every class', () => {
    const classes = graph.classes().filter(({ type, name }) => type === 'object' && name !== '(prototype)');
    const wrong = classes.filter(({ name, count }) => graph.instances(name).length !== count);
    expect(wrong).to.deep.equal([]);
    expect(classes.find(({ name }) => name === 'Base')).to.include({ count: 4 });
  });

  it('counts every node in one class and every byte in one sum', () => {
    const classes = graph.classes();
    const bytes = [...graph.ordinals()].reduce((sum, node) => sum + graph.shallowBytes(node), 0);
    expect(classes.reduce((sum, { count }) => sum + count, 0)).to.equal(graph.nodeCount);
    expect(classes.reduce((sum, { shallowBytes }) => sum + shallowBytes, 0)).to.equal(bytes);
    expect(graph.retainedBytes(graph.root)).to.be.within(0.99 * bytes, bytes);
  });

  it('has a weak reference to the target of a live WeakRef, and none from a cleared one', () => {
    const [cleared = graph.root] = kept('entry');
    const [live = graph.root] = kept('live');
    expect(graph.property(cleared, 'target', 'weak')).to.equal(undefined);
    expect(graph.property(live, 'target', 'weak')).to.be.a('number');
    expect(graph.property(cleared, 'value')).to.be.oneOf(graph.instances('Lonely'));
  });

  it('contains the objects of an array with their indexes, without small integers', () => {
    const [list = graph.root] = kept('list');
    const elements = [...graph.elements(list)];
    expect(elements.map(([index]) => index)).to.deep.equal([0, 2]);
    expect(elements.map(([, node]) => graph.name(node))).to.deep.equal(['Lonely', 'Lonely']);
  });

  it('retains the value of a WeakMap by its key', () => {
    const [key = graph.root] = kept('key');
    const [value = graph.root] = [...graph.ordinals()].filter(
      (node) => graph.property(node, 'isValue') !== undefined,
    );
    expect(graph.dominator(value)).to.equal(key);
    expect(graph.retainingPath(value)?.steps.at(-2)?.node.ordinal).to.equal(key);
    const weak = graph.retainers(value).filter((retainer) => retainer.weak);
    // The table refers to it twice: as half of the pair, and weakly as every table of its kind does.
    expect(weak.map(({ type, from }) => [type, graph.type(from)])).to.have.deep.members([
      ['internal', 'array'],
      ['weak', 'array'],
    ]);
  });

  it('contains a readable path', () => {
    const [base = graph.root] = kept('base');
    const path = graph.retainingPath(base);
    expect(path && formatRetainingPath(path)).to.match(
      /-property "scene"→ Object @\d+\n {2}-property "base"→ Base @\d+$/,
    );
  });

  it('contains the position where a class was defined', () => {
    const [closure = graph.root] = kept('Base');
    expect(graph.location(closure)).to.include({ line: 1 });
  });
});
