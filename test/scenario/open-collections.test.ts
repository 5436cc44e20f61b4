import { expect } from 'chai';
import { CONTROL_CLASSES } from '../../harness/agent/scenario-controls.js';
import type { RunEffort } from '../../harness/agent/scenario-session.js';
import { HeapGraph } from '../../harness/graph/index.js';
import { judge } from '../../harness/scenario/judge.js';
import { resolveOptions } from '../../harness/scenario/options.js';
import { runCheck } from '../../harness/scenario/run-check.js';
import type { Look, Subject } from '../../harness/scenario/subject.js';
import { readSnapshot } from '../../harness/snapshot/index.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

const PLANT_EVERY = 50;

/** An array that numbers are pushed to, told by built heaps: no time passes, however long its iterations take. */
class Pushes implements Subject {
  readonly kind = 'thread';
  readonly #iterationMs: number;
  #done = 0;

  constructor(iterationMs: number) {
    this.#iterationMs = iterationMs;
  }

  async run(count: number, limitMs: number): Promise<RunEffort> {
    const done = Math.min(count, Math.floor(limitMs / this.#iterationMs));
    this.#done += done;
    const effort = { iterations: this.#done, planted: this.#planted, done, exhausted: null };
    return Promise.resolve({ elapsedMs: done * this.#iterationMs, ...effort });
  }

  async look(): Promise<Look> {
    const heap = new SnapshotBuilder();
    const array = heap.object('Array');
    // As V8 lets it grow: by half and 16.
    let length = 16;
    while (length < this.#done) length += (length >> 1) + 16;
    heap.property(heap.root, 'numbers', array);
    heap.edge(
      array,
      'internal',
      'elements',
      heap.node('array', '(object elements)', { shallowBytes: 8 * length }),
    );
    heap.property(heap.root, 'held', heap.object(CONTROL_CLASSES.held));
    for (let at = 0; at < this.#planted; at++)
      heap.property(
        heap.root,
        `planted ${at}`,
        heap.node('object', CONTROL_CLASSES.planted, { id: 1001 + 2 * at }),
      );
    const gc = { rounds: 4, canaryRound: 1, settled: true, means: 'vm-context', elapsedMs: 1 } as const;
    return { heap: HeapGraph.from(await readSnapshot(heap.bytes())), gc, counters: {} };
  }

  sampleAllocations(): Promise<void> {
    return Promise.resolve();
  }

  survivingAllocations(): Promise<[]> {
    return Promise.resolve([]);
  }

  processBytes(): number {
    return 0;
  }

  get #planted(): number {
    return Math.floor(this.#done / PLANT_EVERY);
  }
}

async function judged(iterationMs: number): Promise<ReturnType<typeof judge>> {
  const options = resolveOptions({});
  const limits = { deadline: performance.now() + options.timeoutMs, onStep: () => undefined };
  const run = await runCheck(new Pushes(iterationMs), options, limits);
  return judge(run, { ...options, plantEvery: PLANT_EVERY, inspectors: [] });
}

describe('a collection of numbers that grows', () => {
  it('is a leak where iterations are fast enough to follow it', async () => {
    const { verdict, findings } = await judged(0.1);
    expect(verdict).to.equal('leak');
    expect(findings.map(({ kind }) => kind)).to.deep.equal(['collection']);
  });

  for (const iterationMs of [10, 12, 30, 100]) {
    it(`is never called clean where an iteration takes ${iterationMs} ms, and so few can be run`, async () => {
      const judgement = await judged(iterationMs);
      expect(judgement.verdict).to.not.equal('clean');
      if (judgement.verdict !== 'inconclusive') return;
      expect(judgement.reason.code).to.equal('time-budget');
      expect(judgement.reason.message).to.contain('whether a collection grows (Array:');
    });
  }
});
