import { expect } from 'chai';

import type { NodeOrdinal } from '../../harness/core/units.js';
import type { Witness } from '../../harness/retention/index.js';
import { UserHeap } from '../support/user-heap.js';

const MEMBERS = 12;

const members = (heap: UserHeap, className = 'Job'): NodeOrdinal[] =>
  Array.from({ length: MEMBERS }, () => heap.own(className));

/** Adds an emitter with its listeners, by event. */
function emitter(heap: UserHeap, listeners: Readonly<Record<string, readonly NodeOrdinal[]>>): NodeOrdinal {
  const [node, events] = [heap.object('EventEmitter'), heap.object('Object')];
  heap.property(node, '_events', events);
  for (const [event, functions] of Object.entries(listeners)) {
    const list = heap.object('Array');
    heap.property(events, event, list);
    for (const [at, one] of functions.entries()) heap.edge(list, 'element', at, one);
  }
  return node;
}

const cutOf = (witness: Witness | undefined) =>
  witness?.verifiedCut && {
    text: witness.verifiedCut.text,
    references: witness.verifiedCut.references,
    others: witness.verifiedCut.others,
    freed: witness.verifiedCut.freed,
  };

const holdersOf = (witness: Witness | undefined) => ({
  texts: witness?.holders.map(({ text, references, count }) => [text, references, count]),
  complete: witness?.holdersComplete,
});

describe('What is cut', () => {
  it('is named as a whole if it is all listeners of an emitter', async () => {
    const heap = new UserHeap();
    const jobs = members(heap);
    const own = emitter(heap, { end: jobs, data: jobs, error: [heap.node('closure', 'onError')] });
    heap.property(heap.global, 'input', own);
    const old = new Set([own]);
    const [witness] = await heap.witnesses(jobs, { isOld: (node) => old.has(node) });
    expect(cutOf(witness)).to.deep.equal({
      text: 'listeners of "end", "data" and "error"',
      references: 1,
      others: 0,
      freed: MEMBERS,
    });
    expect(holdersOf(witness)).to.deep.equal({ texts: [], complete: true });
  });

  it('is each of several lists, and they are counted instead of their elements', async () => {
    const heap = new UserHeap();
    const [shards, jobs] = [heap.object('Array'), members(heap)];
    heap.property(heap.global, 'shards', shards);
    const lists = [0, 1, 2].map((at) => {
      const [shard, list] = [heap.own('Shard'), heap.object('Array')];
      heap.edge(shards, 'element', at, shard).property(shard, 'jobs', list);
      for (let job = at; job < MEMBERS; job += 3) heap.edge(list, 'element', job, jobs[job] ?? list);
      return [shard, list];
    });
    const old = new Set([shards, ...lists.flat()]);
    const [witness] = await heap.witnesses(jobs, { isOld: (node) => old.has(node) });
    const { text = '', ...counts } = cutOf(witness) ?? {};
    expect(text).to.match(/^global\.shards\[\d\]\.jobs$/);
    expect(counts).to.deep.equal({ references: 3, others: 0, freed: MEMBERS });
  });

  it('is a variable of a function, not all of its variables', async () => {
    const heap = new UserHeap();
    const [job] = members(heap);
    const [closure, scope] = [heap.node('closure', 'serve'), heap.object('system / Context')];
    heap.property(heap.global, 'serve', closure).edge(closure, 'internal', 'context', scope);
    if (job === undefined) throw new RangeError('there are members');
    for (const name of ['first', 'second']) heap.edge(scope, 'context', name, job);
    const [witness] = await heap.witnesses([job]);
    expect(cutOf(witness)).to.deep.equal({
      text: 'variable first of serve()',
      references: 1,
      others: 0,
      freed: 0,
    });
    expect(holdersOf(witness)).to.deep.equal({
      texts: [['variable second of serve()', 1, 1]],
      complete: true,
    });
  });
});

describe('The further retainers', () => {
  it('are each named, although both ends of a list are found at once', async () => {
    const heap = new UserHeap();
    const [map, lru, entries] = [heap.object('Array'), heap.own('Lru'), members(heap, 'Entry')];
    heap.property(heap.global, 'map', map).property(heap.global, 'lru', lru);
    for (const [at, entry] of entries.entries()) {
      heap.edge(map, 'element', at, entry);
      const next = entries[at + 1];
      if (next !== undefined) heap.property(entry, 'next', next).property(next, 'prev', entry);
    }
    heap.property(lru, 'head', entries[0] ?? lru).property(lru, 'tail', entries.at(-1) ?? lru);
    const old = new Set([map, lru]);
    const [witness] = await heap.witnesses(entries, { isOld: (node) => old.has(node) });
    expect(holdersOf(witness).texts).to.have.deep.members([
      ['global.lru.head', 1, MEMBERS],
      ['global.lru.tail', 1, MEMBERS],
    ]);
    expect(witness).to.include({ holdersComplete: true });
  });

  it('are also those of members below the first ones, so that what is not freed has a retainer', async () => {
    const heap = new UserHeap();
    const [list, views, jobs] = [heap.object('Array'), heap.own('Views'), members(heap)];
    heap.property(heap.global, 'list', list).property(heap.global, 'views', views);
    const below = jobs.map((job, at) => {
      const part = heap.own('Job');
      heap.edge(list, 'element', at, job).property(job, 'part', part);
      return part;
    });
    const [part = list] = below;
    const wrapper = heap.own('Wrapper');
    heap.property(views, 'latest', wrapper).property(wrapper, 'first', heap.own('Page'));
    const page = heap.own('Page');
    heap.property(wrapper, 'second', page).property(page, 'shown', part);
    const old = new Set([list, views]);
    const [witness] = await heap.witnesses([...jobs, ...below], { isOld: (node) => old.has(node) });
    expect(cutOf(witness)).to.include({ text: 'global.list', freed: 2 * MEMBERS - 1 });
    expect(holdersOf(witness)).to.deep.equal({
      texts: [['global.views.latest.second.shown', 1, 1]],
      complete: true,
    });
  });
});
