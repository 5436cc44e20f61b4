import { expect } from 'chai';
import { startWorker } from 'heapwitness';
import type { NodeOrdinal } from '../../harness/core/units.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { type FoundWitness, witnessesOf } from '../../harness/retention/index.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';
import type * as Worker from '../support/workers/held-at-both-ends.js';

/** Objects of each kind that are there before those which are asked for. */
const OLD = 10;
const ADDED = 60;

/** The ways in which what was added is held, by class. */
async function waysByClass(): Promise<Map<string, FoundWitness[]>> {
  const module = new URL('../support/workers/held-at-both-ends.js', import.meta.url);
  await using worker = await startWorker<typeof Worker>(module);
  await worker.call('grow', OLD);
  const before = await worker.heap();
  const old = new Set(Array.from(before.ordinals(), (node) => before.id(node)));
  const kinds = await worker.call('grow', ADDED);
  await worker.collectGarbage();
  const heap = await worker.heap();
  const isOld = (node: NodeOrdinal): boolean => old.has(heap.id(node));
  const ways = new Map<string, FoundWitness[]>();
  const added = [...kinds, 'Cursor', 'Job'].flatMap((kind) => heap.instances(kind));
  const suspects = added.filter((node) => !isOld(node));
  for (const way of witnessesOf(heap, suspects, { isOld }))
    ways.set(way.className, [...(ways.get(way.className) ?? []), way]);
  return ways;
}

const underlined = ({ trace }: FoundWitness): string[] =>
  trace.nodes.filter(({ reference }) => reference.suspect).map(({ reference }) => reference.text);

describe('a structure whose parts retain each other, with several retainers', function () {
  this.timeout(60_000);
  let ways: Map<string, FoundWitness[]>;

  const wayTo = (className: string): FoundWitness => {
    const [way, ...more] = ways.get(className) ?? [];
    if (way === undefined || more.length > 0)
      throw new Error(`${className} is held in ${more.length + 1} ways`);
    return way;
  };

  before(async () => {
    ways = await waysByClass();
  });

  it('is one group: a list linked in both directions, with what hangs on it', () => {
    const way = wayTo('InQueue');
    expect(way).to.include({ count: ADDED, holdersComplete: true });
    expect(way.followers).to.deep.equal([{ className: 'Job', type: 'object', count: ADDED }]);
    expect(way.suspects).to.have.lengthOf(2 * ADDED);
    expect(underlined(way)).to.deep.equal(['queue.tail']);
    expect(way.holders.map(({ text, count }) => [text, count])).to.deep.equal([['queue.head.next', ADDED]]);
  });

  it('has a fingerprint that differs from that of another list of the same kind', () => {
    expect(wayTo('InQueue').signature).to.include('queue');
    expect(wayTo('InOtherQueue').signature).to.include('otherUnrelatedThing');
    expect(wayTo('InQueue').fingerprint).not.to.equal(wayTo('InOtherQueue').fingerprint);
  });

  it('has a trace from an older object: a ring with a sentinel', () => {
    const way = wayTo('InRing');
    expect(way.count).to.equal(ADDED);
    expect(way.trace.root.text).to.contain('held-at-both-ends.js');
    expect(underlined(way)).to.deep.equal(['ring.previous']);
  });

  it('is reported by the Map that retains it at every key, not by the ends of its list', () => {
    const way = wayTo('InCache');
    expect(way.count).to.equal(ADDED);
    expect(way.signature.slice(-3)).to.deep.equal(['byKey', 'Map', 'InCache']);
    expect(way.trace.nodes.map(({ className }) => className)).to.include('Map');
  });

  it('is one group if one end is retained by an object of another class', () => {
    const way = wayTo('BehindCursor');
    expect(way.count).to.equal(ADDED);
    expect(way.followers).to.deep.include({ className: 'Cursor', type: 'object', count: 1 });
    expect(way.signature).to.include('walk');
  });

  it('is one group if children refer to their parents', () => {
    const way = wayTo('InTree');
    expect(way.count).to.equal(ADDED);
    expect(way.signature).to.include('tree');
  });
});

describe('objects that refer to each other', () => {
  it('are separate groups if each is retained by its own list', async () => {
    const heap = new SnapshotBuilder();
    const [sessions, requests] = [heap.object('Array'), heap.object('Array')];
    heap.property(heap.root, 'sessions', sessions).property(heap.root, 'requests', requests);
    const suspects = Array.from({ length: 9 }, (_, at) => {
      const [session, request] = [heap.object('Session'), heap.object('Request')];
      heap.edge(sessions, 'element', at, session).edge(requests, 'element', at, request);
      heap.property(session, 'request', request).property(request, 'session', session);
      return [session, request];
    }).flat();
    const graph = HeapGraph.from(await readSnapshot(heap.bytes()));
    const counts = witnessesOf(graph, suspects).map(({ className, count }) => [className, count]);
    expect(counts).to.have.deep.members([
      ['Session', 9],
      ['Request', 9],
    ]);
  });
});
