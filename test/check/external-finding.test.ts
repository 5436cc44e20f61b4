import { expect } from 'chai';
import { externalFindings } from '../../harness/check/judge/external-finding.js';
import { resourceFindings } from '../../harness/check/judge/resource-finding.js';
import type { ExternalPlace } from '../../harness/check/run/heap-history.js';
import { SnapshotHistory } from '../../harness/check/run/snapshot-history.js';
import { findingOf } from '../../harness/check/result/finding.js';
import { ownHeap } from '../../harness/isolates/captures/index.js';

const OPTIONS = { inspectors: [], holders: 1 };

class Recorder {
  frames: Uint8Array = new Uint8Array(10);
}

class Archive {
  bytes: Buffer = Buffer.alloc(10);
  memory: ArrayBuffer = new ArrayBuffer(8);
  readonly steady: Buffer = Buffer.alloc(2 ** 26);
}

describe('memory outside of the heap', () => {
  it('is reported by the reference that holds it, with its growth', async () => {
    const [recorder, archive] = [new Recorder(), new Archive()];
    const history = new SnapshotHistory(await ownHeap(), 100, OPTIONS);
    recorder.frames = new Uint8Array(2 ** 25);
    archive.memory = new ArrayBuffer(2 ** 26);
    history.add(await ownHeap(), 1100);
    recorder.frames = new Uint8Array(2 ** 26);
    archive.bytes = Buffer.alloc(2 ** 24);
    history.add(await ownHeap(), 2100);
    // The heap of this process also contains its earlier snapshots.
    const findings = new Map(
      history
        .external()
        .filter(({ bytes }) => bytes >= 2 ** 24)
        .flatMap(({ finding }) => finding())
        .map((finding) => [finding.path.at(-1)?.reference ?? '', finding]),
    );
    const grown = { 'Recorder.frames': 2 ** 26, 'Archive.memory': 2 ** 26, 'Archive.bytes': 2 ** 24 };
    for (const [reference, bytes] of Object.entries(grown)) {
      const finding = findings.get(reference);
      expect(finding?.count, reference).to.be.closeTo(bytes, 100);
      expect(finding).to.include({ className: 'external bytes', kind: 'resource', iterations: 2000 });
      expect(finding?.retainedBytesPerIteration).to.be.closeTo(bytes / 2000, 1);
    }
    expect([...findings.keys()].join()).to.not.include('steady');
    const fingerprints = Object.keys(grown).map((reference) => findings.get(reference)?.fingerprint);
    expect(new Set(fingerprints).size).to.equal(3);
    expect([recorder.frames, archive.bytes, archive.steady].map(({ length }) => length)).to.deep.equal([
      2 ** 26,
      2 ** 24,
      2 ** 26,
    ]);
  });

  it('is counted together where many objects hold a small part of it in the same way', async () => {
    const recorders = Array.from({ length: 40 }, () => new Recorder());
    const archives = Array.from({ length: 40 }, () => new Archive());
    const resize = (isFirst: boolean): void => {
      archives.forEach(
        (archive, at) => (archive.memory = new ArrayBuffer((at % 2 === 0) === isFirst ? 2 ** 20 : 2 ** 16)),
      );
    };
    resize(true);
    const history = new SnapshotHistory(await ownHeap(), 100, OPTIONS);
    recorders.forEach((recorder) => (recorder.frames = new Uint8Array(2 ** 20)));
    // As many shrink as grow: buffers of different sizes that take turns do not grow.
    resize(false);
    history.add(await ownHeap(), 1100);
    const places = history.external().flatMap(({ bytes, finding }) =>
      finding().map(({ path, witness }) => ({
        reference: path.at(-1)?.reference ?? '',
        bytes,
        count: witness?.count,
      })),
    );
    // The heap of this process also contains what other tests and the heap library hold.
    const own = places.filter(({ reference }) => /(frames|archives.*memory)$/.test(reference));
    expect(own).to.have.length(1);
    expect(own[0]).to.include({ bytes: 40 * 2 ** 20, count: 40 });
    expect(recorders.length + archives.length).to.equal(80);
  });

  const place = (bytes: number): ExternalPlace => ({
    bytes,
    before: 0,
    finding: () => [
      findingOf({
        fingerprint: String(bytes),
        className: 'external bytes',
        kind: 'resource',
        count: bytes,
        iterations: 1,
      }),
    ],
  });
  const reported: Readonly<Record<string, readonly [places: number[], findings: number[]]>> = {
    'one place explains all': [[1000], [1000]],
    'two places explain it': [
      [600, 390],
      [600, 390],
    ],
    'a place is small beside it': [[900, 90], [900]],
    'no place explains most of it': [[300, 90, 90], []],
    'no place is known': [[], []],
  };
  for (const [what, [places, expected]] of Object.entries(reported)) {
    it(`is reported by its places only if these explain most of the growth: ${what}`, () => {
      const findings = externalFindings(1000, places.map(place));
      expect(findings.map(({ count }) => count)).to.deep.equal(expected);
    });
  }

  it('is reported as a whole if its places do not explain it, and so are other resources', () => {
    const course = (name: string): Parameters<typeof resourceFindings>[0] => ({
      name,
      sizes: [
        { iterations: 0, count: 0 },
        { iterations: 100, count: 1000 },
      ],
      growth: [1000],
    });
    const of = (name: string, places: readonly number[]): number[] =>
      resourceFindings(
        course(name),
        { external: () => places.map(place), files: () => null, processes: () => [] },
        'x',
      ).map(({ count }) => count);
    expect(of('external bytes', [700])).to.deep.equal([700]);
    expect(of('external bytes', [70])).to.deep.equal([1000]);
    expect(of('file descriptors', [700])).to.deep.equal([1000]);
  });
});
