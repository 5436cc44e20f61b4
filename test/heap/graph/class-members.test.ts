import { expect } from 'chai';
import { type HeapGraph, readHeapGraph } from '../../../harness/heap/graph/index.js';
import { captureWorker } from '../../support/capture.js';

/** Two classes of one name, shapes of plain objects, and an object with a property of its own. */
const SCENE = `
const classes = [class Twin { a = 1; }, (() => class Twin { b = {}; })()];
globalThis.scene = [...classes.map((Twin) => new Twin()),
  ...Array.from({ length: 60 }, () => ({ uncommon: {}, other: {} }))];
`;

describe('HeapGraph.classMembers()', () => {
  let graph: HeapGraph;
  before(async () => (graph = await readHeapGraph(await captureWorker(SCENE))));

  it('returns as many nodes of each name as the class table counts', () => {
    const told = new Map<string, number>();
    for (const { name, count } of graph.classTable()) told.set(name, (told.get(name) ?? 0) + count);
    const names = [...told.keys()]
      .filter((_, at) => at % 7 === 0)
      .concat('{uncommon, other}', 'Twin', 'Function');
    for (const name of names) expect(graph.classMembers(name).length, name).to.equal(told.get(name));
    expect(told.get('{uncommon, other}')).to.equal(60);
  });

  it('returns nodes in snapshot order, of all classes with that name', () => {
    const twins = graph.classMembers('Twin');
    expect(twins).to.deep.equal(twins.toSorted((a, b) => a - b));
    expect(twins).to.include.members(graph.instances('Twin'));
    expect(graph.instances('Twin')).to.have.lengthOf(2);
  });

  it('is empty for a name that no row has', () => {
    expect(graph.classMembers('{uncommon}')).to.deep.equal([]);
  });
});
