import { expect } from 'chai';
import fc from 'fast-check';
import { readTimerLists, timersReaching } from '../../../harness/heap/graph/queries/timer-lists.js';
import type { NodeOrdinal } from '../../../harness/core/units.js';
import { HeapGraph } from '../../../harness/heap/graph/index.js';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { captureWorker } from '../../support/capture.js';
import { SnapshotBuilder } from '../../support/snapshot-builder.js';

describe('readTimerLists()', () => {
  it('returns the number of pending timers of each duration, whatever the order of the retainers of a list', async () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    const property = fc.asyncProperty(order, async (places) => {
      const heap = new SnapshotBuilder();
      const [queue, lists, list] = [heap.object('Array'), heap.object('Object'), heap.object('TimersList')];
      const [behindQueue, behindLists] = [heap.object('(object elements)'), heap.object('(object elements)')];
      const holders = [
        () => heap.edge(queue, 'element', 1, list),
        () => heap.edge(behindQueue, 'internal', 7, list),
        () => heap.edge(lists, 'element', 1000, list),
        () => heap.edge(behindLists, 'internal', 5, list),
      ];
      for (const place of places) holders[place]?.();
      heap.property(heap.root, 'timerListMap', lists).property(heap.root, 'timerListQueue', queue);
      heap.property(heap.root, 'behindMap', behindLists).property(heap.root, 'behindQueue', behindQueue);
      const timers = [heap.object('Timeout'), heap.object('Timeout')] as const;
      heap.property(list, '_idleNext', timers[0]).property(timers[0], '_idleNext', timers[1]);
      heap.property(timers[1], '_idleNext', list);
      const read = readTimerLists(HeapGraph.from(await readSnapshot(heap.bytes())));
      expect(read).to.deep.equal([{ durationMs: 1000, timers: 2 }]);
    });
    await fc.assert(property);
  });

  it('reads the timers of a real heap', async () => {
    const planted = [40_000, 50_000, 60_000, 70_000, 80_000].map((durationMs, at) => ({
      durationMs,
      timers: at + 1,
    }));
    const source = planted
      .map(
        ({ durationMs, timers }) =>
          `for (let i = 0; i < ${timers}; i++) setTimeout(() => {}, ${durationMs});`,
      )
      .join('\n');
    const heap = HeapGraph.from(await readSnapshot(await captureWorker(source)));
    const read = readTimerLists(heap).filter(({ durationMs }) => durationMs >= 40_000);
    expect(read.toSorted((a, b) => a.durationMs - b.durationMs)).to.deep.equal(planted);
  });
});

describe('timersReaching()', () => {
  it('returns the timers whose callbacks reach a node over variables, objects and collections', async () => {
    const heap = HeapGraph.from(
      await readSnapshot(
        await captureWorker(`
          class Generation { seen = new Map(); }
          class Other {}
          const generations = [new Generation()];
          class Window {
            #ring = [generations[0]];
            rotate() { return this.#ring; }
          }
          function start(count) {
            setInterval(() => generations.length > count && generations.pop(), 40_000);
          }
          start(3);
          const window = new Window();
          (() => {
            const other = new Other();
            globalThis.kept = [other];
            setInterval(function () { return this.rotate(); }.bind(window), 50_000);
            setInterval(Function.prototype.bind.call(console.log, null, 'nothing'), 60_000);
          })();
          // Such as the time limit of a test.
          setTimeout(() => generations.length, 70_000);
        `),
      ),
    );
    const [generation] = heap.instances('Generation');
    const [other] = heap.instances('Other');
    if (generation === undefined || other === undefined) throw new Error('an instance is missing');
    const seen = heap.property(generation, 'seen');
    if (seen === undefined) throw new Error('the map is missing');
    const durations = (node: NodeOrdinal, isOld: boolean): number[] =>
      timersReaching(heap, [node], () => isOld)
        .map(({ durationMs }) => durationMs)
        .toSorted((a, b) => a - b);
    expect(durations(seen, true)).to.deep.equal([40_000, 50_000]);
    // One that was set meanwhile may be set again and again.
    expect(durations(seen, false)).to.deep.equal([40_000, 50_000, 70_000]);
    expect(durations(other, true)).to.not.include(60_000);
  });
});
