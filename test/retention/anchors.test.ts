import { expect } from 'chai';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { findAnchors } from '../../harness/retention/search/anchors.js';
import { HeapFacts } from '../../harness/retention/search/heap-facts.js';
import type { NodeOrdinal } from '../../harness/core/units.js';
import { formatLeakTrace, witnessesOf } from '../../harness/retention/index.js';
import { captureWorker } from '../support/capture.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

/** A heap with a script of Node's own that has these private variables. */
async function nodeWith(variables: readonly string[]): Promise<HeapFacts> {
  const heap = new SnapshotBuilder();
  const script = heap.node('code', 'node:internal/lists');
  heap.edge(script, 'internal', 'name', heap.node('string', 'node:internal/lists'));
  heap.edge(script, 'internal', 'source', heap.node('string', '…'));
  const [shared, closure, context] = [
    heap.node('code', 'run'),
    heap.node('closure', 'run'),
    heap.object('system / Context'),
  ];
  heap.property(heap.root, 'run', closure);
  heap.edge(closure, 'internal', 'shared', shared).edge(shared, 'internal', 'script', script);
  heap.edge(closure, 'internal', 'context', context);
  heap.locate(closure, 1, 0, 0);
  for (const variable of variables) {
    const list = heap.object('List');
    heap.edge(context, 'context', variable, list).property(list, 'array', heap.object('Array'));
  }
  return new HeapFacts(HeapGraph.from(await readSnapshot(heap.bytes())));
}

const NOTHING_KNOWN = { isSuspect: () => false, isOld: () => false };

/** The heap of a worker that keeps a context of `node:vm`, with an object in a script's scope and one on its global. */
async function withContext(): Promise<HeapGraph> {
  const source = `
    const { createContext, runInContext } = require('node:vm');
    class Kept { context = createContext({ name: 'inner' }); }
    const kept = new Kept();
    globalThis.readKept = () => kept;
    runInContext(
      'class InScope {} class OnGlobal {} const inScope = new InScope(); (() => inScope)(); ' +
        'globalThis.read = () => inScope; globalThis.onGlobal = new OnGlobal();',
      kept.context,
    );`;
  return HeapGraph.from(await readSnapshot(await captureWorker(source)));
}

describe('findAnchors()', () => {
  it('contains a context of node:vm only if it is older than the first cycle: else it is collected like any object', async () => {
    const heap = await withContext();
    const facts = new HeapFacts(heap);
    const realms = facts.nodesNamed('system / NativeContext');
    expect(realms.length).to.be.at.least(2);
    const globalsAmong = (isOld: (node: NodeOrdinal) => boolean): number =>
      findAnchors(facts, { ...NOTHING_KNOWN, isOld }).filter(({ word }) => word === 'global').length;
    expect(globalsAmong(() => true)).to.be.above(globalsAmong(() => false));
    expect(globalsAmong(() => false)).to.be.at.least(1);
    for (const name of ['InScope', 'OnGlobal']) {
      const [witness] = witnessesOf(heap, heap.instances(name), { maximumHolders: 0 });
      const text = witness === undefined ? '' : formatLeakTrace(witness.trace);
      expect(text).to.match(/^┬─ module \[worker eval\]/);
      expect(text).to.contain('Kept');
    }
  });

  it('states for each list of Node how long it retains its members', async () => {
    const facts = await nodeWith(['active_hooks', 'storageList', 'immediateQueue']);
    const reasons = new Map(findAnchors(facts, NOTHING_KNOWN).map(({ word, reason }) => [word, reason]));
    expect(reasons.get('async hook')).to.equal('Node retains them until they are disabled');
    expect(reasons.get('async store')).to.equal('Node retains them until they are disabled');
    expect(reasons.get('immediate')).to.match(/until they have run/);
  });
});
