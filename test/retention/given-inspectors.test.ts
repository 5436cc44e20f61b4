import { expect } from 'chai';
import { nodeOrdinal } from '../../harness/core/units.js';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { givenInspectors } from '../../harness/retention/index.js';
import type { Hop } from '../../harness/retention/index.js';
import { expectHeapwitnessError, thrownBy } from '../support/errors.js';
import { SnapshotBuilder } from '../support/snapshot-builder.js';

const NODE = nodeOrdinal(0);
const HOP: Hop = { type: 'property', name: 'a', from: NODE, to: NODE };

describe('givenInspectors()', () => {
  let heap: HeapGraph;
  before(async () => {
    heap = HeapGraph.from(await readSnapshot(new SnapshotBuilder().bytes()));
  });

  it('passes on what an inspector returns, including undefined', () => {
    const meaning = { label: 'ours', status: 'no', reason: 'meant', word: 'timer' } as const;
    const reference = { hops: 2, text: '.x', before: 'f(', name: 'x', word: 'node', repeats: 2 } as const;
    const [knows, knowsNothing] = givenInspectors(
      [
        { name: 'a', describe: () => meaning, refer: () => reference },
        { name: 'b', describe: () => undefined },
      ],
      'test',
    );
    expect(knows?.describe?.(NODE, heap)).to.equal(meaning);
    expect(knows?.refer?.([HOP, HOP], heap)).to.equal(reference);
    expect(knowsNothing?.describe?.(NODE, heap)).to.equal(undefined);
    expect(knowsNothing?.refer?.([HOP], heap)).to.equal(undefined);
  });

  it('calls methods with the inspector as `this`', () => {
    class Ours {
      readonly name = 'ours';
      readonly label = 'mine';
      describe(): { label: string } {
        return { label: this.label };
      }
    }
    expect(givenInspectors([new Ours()], 'test')[0]?.describe?.(NODE, heap)).to.deep.equal({ label: 'mine' });
  });

  for (const value of [
    undefined,
    null,
    {},
    [null],
    [{}],
    [{ name: '' }],
    [{ name: 'a' }],
    [{ name: 'a', describe: 1 }],
  ]) {
    it(`rejects ${JSON.stringify(value) ?? 'nothing'} with ERR_INSPECTOR`, () => {
      const { message } = expectHeapwitnessError(
        thrownBy(() => givenInspectors(value, 'test')),
        'ERR_INSPECTOR',
      );
      expect(message).to.match(/^test.* cannot be used: /);
    });
  }

  const descriptions: unknown[] = [
    'x',
    null,
    { label: 1 },
    { reason: 1 },
    { status: 'maybe' },
    { word: 'root' },
  ];
  for (const told of descriptions) {
    it(`rejects the description ${JSON.stringify(told)} with ERR_INSPECTOR`, () => {
      const [asked] = givenInspectors([{ name: 'a', describe: () => told }], 'test');
      expectHeapwitnessError(
        thrownBy(() => asked?.describe?.(NODE, heap)),
        'ERR_INSPECTOR',
      );
    });
  }

  const references: unknown[] = [
    1,
    {},
    { hops: 1 },
    { text: 'x' },
    { hops: 0, text: 'x' },
    { hops: 2, text: 'x' },
    { hops: 1.5, text: 'x' },
    { hops: 1, text: 'x', name: 1 },
    { hops: 1, text: 'x', repeats: 0 },
    { hops: 1, text: 'x', word: 1 },
  ];
  for (const told of references) {
    it(`rejects the reference ${JSON.stringify(told)} of one hop with ERR_INSPECTOR`, () => {
      const [asked] = givenInspectors([{ name: 'a', refer: () => told }], 'test');
      expectHeapwitnessError(
        thrownBy(() => asked?.refer?.([HOP], heap)),
        'ERR_INSPECTOR',
      );
    });
  }
});
