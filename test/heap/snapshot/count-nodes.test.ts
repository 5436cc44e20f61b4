import { expect } from 'chai';
import fc from 'fast-check';

import {
  countNodes,
  readSnapshot,
  type NodeCount,
  type SnapshotColumns,
} from '../../../harness/heap/snapshot/index.js';
import { captureWorker } from '../../support/capture.js';
import { cut, cuts, placesIn, singleBytes } from '../../support/chunks.js';
import { randomHeap } from '../../support/random-heap.js';
import { DIALECTS, type Dialect, NODE_20 } from '../../support/snapshot-builder.js';

describe('countNodes()', () => {
  const dialects = { ...DIALECTS, '64 types': withTypes(64), '65 types': withTypes(65) };
  for (const [name, dialect] of Object.entries(dialects)) {
    it(`counts what the columns hold in ${name}, wherever the chunks are cut`, async () => {
      const property = fc.asyncProperty(randomHeap(dialect), cuts(), async (heap, fractions) => {
        const bytes = heap.bytes();
        const expected = counted(await readSnapshot(bytes));
        expect(sorted(await countNodes(cut(bytes, placesIn(bytes.length, fractions))))).to.deep.equal(
          expected,
        );
        expect(sorted(await countNodes(singleBytes(bytes)))).to.deep.equal(expected);
      });
      await fc.assert(property, { numRuns: 40 });
    });
  }

  it('counts sections in any order', async () => {
    const sections = ['snapshot', 'nodes', 'edges', 'locations', 'strings'];
    const order = fc.shuffledSubarray(sections, { minLength: sections.length });
    const property = fc.asyncProperty(randomHeap(), order, async (heap, keys) => {
      const expected = counted(await readSnapshot(heap.bytes()));
      expect(sorted(await countNodes(heap.bytes({ order: keys })))).to.deep.equal(expected);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('counts a real snapshot, most frequent class first', async () => {
    const bytes = await captureWorker(
      'class Kept {} globalThis.kept = Array.from({ length: 5000 }, () => new Kept());',
    );
    const counts = await countNodes(bytes);
    expect(sorted(counts)).to.deep.equal(counted(await readSnapshot(bytes)));
    expect(counts.find(({ name }) => name === 'Kept')).to.deep.include({ type: 'object', count: 5000 });
    expect(counts.map(({ count }) => count)).to.deep.equal(
      counts.map(({ count }) => count).sort((a, b) => b - a),
    );
  });
});

/** Node 20's, with so many types; those that carry names come last. */
function withTypes(count: number): Dialect {
  const more = Array.from({ length: count - NODE_20.nodeTypes.length }, (_, at) => `type ${at}`);
  return {
    ...NODE_20,
    nodeTypes: [...more, ...NODE_20.nodeTypes.filter((type) => type !== 'object'), 'object'],
  };
}

/** The plainest way. */
function counted({
  nodeCount,
  nodeType,
  nodeTypes,
  nodeName,
  nodeShallowBytes,
  strings,
}: SnapshotColumns): string[] {
  const tallies = new Map<string, { count: number; selfBytes: number }>();
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[nodeType[node] ?? -1];
    const isNamed = type === 'object' || type === 'native';
    const key = JSON.stringify([type, isNamed ? strings.at(nodeName[node] ?? -1) : null]);
    const tally = tallies.get(key) ?? { count: 0, selfBytes: 0 };
    tally.count++;
    tally.selfBytes += nodeShallowBytes[node] ?? 0;
    tallies.set(key, tally);
  }
  return [...tallies].map(([key, { count, selfBytes }]) => `${key} ${count} ${selfBytes}`).sort();
}

function sorted(counts: readonly NodeCount[]): string[] {
  return counts
    .map(
      ({ type, name, count, selfBytes }) => `${JSON.stringify([type, name ?? null])} ${count} ${selfBytes}`,
    )
    .sort();
}
