import { expect } from 'chai';
import { replayCollecting } from '../../conformance/replay.js';
import type { Trace } from '../../conformance/trace.js';
import { collectUntil } from './support/collection.js';
import { readGolden } from '../../support/golden.js';

/** Short traces of many profiles, each with keys that are collected. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  'plain.jsonl.gz': [
    'pub-002-seq',
    'pub-013-skip',
    'pub-025-cluster',
    'pub-041-pile',
    'pub-052-stale',
    'pub-057-stale',
    'pub-077-gadgets',
    'pub-079-gadgets',
    'pub-097-miss',
    'pub-119-rehash',
    'pub-121-rehash',
    'pub-171-exits',
    'pub-094-miss',
  ],
  'inheritable.jsonl.gz': ['pub-177-inherit'],
  'internals.jsonl.gz': ['pub-209-internals'],
};

describe('recordings of the JDK, with real collection', () => {
  for (const [file, ids] of Object.entries(chosen)) {
    let traces: readonly Trace[] = [];
    before(async () => {
      // The other traces would be in the heap that is collected hundreds of times.
      traces = (await readGolden(file)).filter(({ id }) => ids.includes(id));
    });
    after(() => {
      traces = [];
    });

    for (const id of ids) {
      it(`replay with every table equal: ${id}`, async () => {
        const trace = traces.find((candidate) => candidate.id === id);
        if (trace === undefined) throw new Error(`${file} has no trace ${id}`);
        let collected = 0;
        const { mismatches } = await replayCollecting(trace, async (entry) => {
          await collectUntil(() => entry.deref() === undefined, `the collection of a key of ${id}`);
          collected += 1;
        });
        expect(mismatches).to.deep.equal([]);
        expect(collected).to.be.greaterThan(0);
      });
    }
  }
});
