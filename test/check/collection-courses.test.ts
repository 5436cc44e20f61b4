import { expect } from 'chai';
import { SnapshotHistory } from '../../harness/check/run/snapshot-history.js';
import type { CollectionCourse } from '../../harness/check/run/heap-history.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { captureSteps } from '../support/capture.js';

const SETUP = `
  class Device { readings = []; }
  class Account { entries = []; }
  globalThis.devices = Array.from({ length: 300 }, () => new Device());
  globalThis.accounts = Array.from({ length: 300 }, () => new Account());
  globalThis.texts = new Map(Array.from({ length: 30 }, (_, at) => ['t' + at, 'start']));
  globalThis.fill = (numbers) => {
    for (const { readings } of devices) while (readings.length < numbers) readings.push(1.5);
    for (const { entries } of accounts) while (entries.length < numbers / 2) entries.push(2.5);
  };
  globalThis.write = (length) => {
    for (const key of texts.keys()) texts.set(key, Buffer.alloc(length, 'x' + key).toString());
  };
  fill(40);`;

/** The collections of a worker, of which several grow together, after looks at these iterations. */
async function collectionsAfter(
  steps: readonly string[],
  iterations: readonly number[],
): Promise<readonly CollectionCourse[]> {
  const heaps = await Promise.all(
    (await captureSteps([SETUP, ...steps])).map(async (bytes) => HeapGraph.from(await readSnapshot(bytes))),
  );
  const [first, ...others] = heaps;
  if (first === undefined) throw new RangeError('there is a first look');
  const history = new SnapshotHistory(first, 0, { inspectors: [], holders: 1 });
  for (const [at, heap] of others.entries()) history.add(heap, iterations[at] ?? 0);
  return history.collections();
}

const together = (courses: readonly CollectionCourse[]): (readonly [string, number])[] =>
  courses.flatMap(({ name, members }) => (members.length > 1 ? [[name, members.length] as const] : []));

describe('The collections of a heap', () => {
  it('are one course if they are held in the same way and grow together', async () => {
    const courses = await collectionsAfter(['fill(80)', 'fill(160)', 'fill(320)'], [6000, 12_000, 24_000]);
    expect(together(courses)).to.deep.equal([
      ['Array', 300],
      ['Array', 300],
    ]);
    const findings = courses.filter(({ members }) => members.length > 1).flatMap(({ finding }) => finding());
    expect(findings.map(({ witness }) => witness?.kind.collections)).to.deep.equal([300, 300]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).to.equal(2);
    expect(findings[0]?.witness?.kind.why).to.match(/^These 300 lists, such as `[^`]+`, are together about /);
  });

  it('are one course if they are texts that are replaced by longer ones', async () => {
    const steps = [300, 600, 1200, 2400].map((length) => `write(${length})`);
    const courses = await collectionsAfter(steps, [3000, 6000, 12_000, 24_000]);
    expect(together(courses).map(([, members]) => members)).to.deep.equal([30]);
  });

  it('are looked at one by one if they do not grow together', async () => {
    const courses = await collectionsAfter(['fill(80)', '0', '0'], [1000, 12_000, 24_000]);
    expect(together(courses)).to.deep.equal([]);
  });
});
