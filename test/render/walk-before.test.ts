import { expect } from 'chai';
import fc from 'fast-check';
import { picturesBefore } from '../../harness/render/page/case/walk-before.js';
import type { TablePicture } from '../../harness/render/page/case/walk-before.js';
import type { ShownWalk } from '../../harness/render/model/shown-look.js';
import { markCollected } from '../../harness/workshop/thread-local/internals.js';
import { recordWalk } from '../../harness/workshop/thread-local/record-walk.js';
import { ThreadLocal, ThreadLocalMap } from '../../harness/workshop/thread-local/index.js';

const seed = Number(process.env['HEAPWITNESS_SEED'] ?? 20_261_129);

describe('picturesBefore()', () => {
  it(`returns the table before each of some random calls (HEAPWITNESS_SEED=${seed})`, () => {
    const call = fc.record({
      operation: fc.constantFrom('set', 'set', 'set', 'remove', 'collect'),
      key: fc.nat(39),
    });
    const property = fc.property(fc.array(call, { minLength: 1, maxLength: 120, size: 'max' }), undoAll);
    fc.assert(property, { seed, numRuns: 300 });
  });

  it('has no picture before a walk whose steps are not complete, nor before those that precede it', () => {
    const walk = {
      operation: 'set',
      key: 1,
      home: 0,
      length: 16,
      lengthAfter: 16,
      sizeAfter: 1,
      owner: '',
    } as const;
    const store = { kind: 'store', slot: 3, key: 1 } as const;
    const after = { length: 16, keys: new Map([[3, 1]]) };
    const found = picturesBefore(
      [
        { ...walk, steps: [], cut: 0 },
        { ...walk, steps: [], cut: 1 },
        { ...walk, steps: [store], cut: 0 },
      ],
      after,
    );
    expect(found).to.deep.equal([null, null, { length: 16, keys: new Map() }]);
  });
});

interface Call {
  readonly operation: string;
  readonly key: number;
}

/** Makes the calls, then undoes all of them. An entry becomes stale as if its key had been collected. */
function undoAll(calls: readonly Call[]): void {
  const map = new ThreadLocalMap();
  const keys = Array.from({ length: 40 }, () => new ThreadLocal<number>());
  const walks: ShownWalk[] = [];
  const before: TablePicture[] = [];
  const collected = new Set<number>();
  for (const { operation, key: at } of calls) {
    const key = keys[at]!;
    if (operation === 'collect') {
      const entry = map.table.find((one) => one?.serial === key.threadLocalSerial);
      if (entry !== undefined) {
        collected.add(key.threadLocalSerial);
        markCollected(entry);
        collected.add(entry.serial);
        // No code can use a key that was collected.
        keys[at] = new ThreadLocal<number>();
      }
      continue;
    }
    before.push(pictureOfMap(map));
    const isSet = operation === 'set';
    const run = (): void => (isSet ? map.set(key, 1) : map.remove(key));
    const { walk } = recordWalk(map, { operation: isSet ? 'set' : 'remove', key }, run);
    walks.push({ ...walk, owner: '' });
  }
  const shown = (pictures: readonly (TablePicture | null)[]): unknown =>
    pictures.map((picture) => plain(picture, collected));
  expect(shown(picturesBefore(walks, pictureOfMap(map)))).to.deep.equal(shown(before));
}

function pictureOfMap(map: ThreadLocalMap): TablePicture {
  const filled = [...map.table.entries()].flatMap(([slot, entry]): [number, number][] =>
    entry === undefined ? [] : [[slot, entry.serial]],
  );
  return { length: map.table.length, keys: new Map(filled) };
}

/** The picture with its slots in order; a key that was collected during the test has lost its number. */
function plain(picture: TablePicture | null, collected: ReadonlySet<number>): unknown {
  if (picture === null) return null;
  const named = [...picture.keys].map(
    ([slot, key]) => [slot, key !== null && collected.has(key) ? 'x' : key] as const,
  );
  return { length: picture.length, keys: named.toSorted(([one], [other]) => one - other) };
}
