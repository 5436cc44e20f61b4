import { expect } from 'chai';
import { isEmptied } from '../../harness/render/page/figures/entry-state.js';
import { layOut } from '../../harness/render/page/figures/observed-layout.js';
import { happenedIn } from '../../harness/render/page/texts/look-events.js';
import { english } from '../../harness/render/page/index.js';
import type { ShownLook } from '../../harness/render/model/shown-look.js';
import type { Counts, EntryPicture, PictureNode } from '../../harness/workshop/index.js';
import { stepsOf } from '../../harness/render/page/case/look-steps.js';
import { textWidth, wrapText } from '../../harness/render/page/figures/text-width.js';

describe('the description of a look', () => {
  const start = look({ keys: 3, values: 3, staleEntries: 0 }, 'LLL.');
  const stale = look({ keys: 0, values: 3, staleEntries: 3 }, 'SSS.');

  it('lists what is alive if it is the first look', () => {
    expect(said(start)).to.equal('3 keys and 3 values are alive');
    expect(said(stale)).to.equal('0 keys and 3 values are alive, with 3 stale entries');
  });

  it('reports that keys were collected, and whether values stayed', () => {
    const after = { ...stale, changes: changesOf({ keys: [0, 3] }) };
    expect(said(after, start)).to.equal('3 keys died, 3 values stayed');
    const removed = look({ keys: 0, values: 0, staleEntries: 0 }, '....');
    expect(said({ ...removed, changes: changesOf({ keys: [0, 3], values: [0, 3] }) }, start)).to.equal(
      '3 keys died, 3 values died',
    );
  });

  it('reports expunged entries, new keys, and a table that grew', () => {
    const expunged = look({ keys: 1, values: 2, staleEntries: 1 }, 'L..S....');
    const changes = changesOf({ keys: [1, 0], values: [1, 2], expunged: 2 });
    expect(said({ ...expunged, changes }, stale)).to.equal(
      '1 key came, 2 stale entries expunged, 2 values died, 1 value came, the table grew from 4 to 8 slots',
    );
  });

  it('reports values that were replaced by as many others', () => {
    expect(said({ ...start, changes: changesOf({ values: [3, 3] }) }, start)).to.equal(
      '3 values died, 3 values came',
    );
  });

  it('reports that nothing changed, and only what is alive if the changes are unknown', () => {
    expect(said({ ...stale, changes: changesOf({}) }, stale)).to.equal('nothing changed');
    expect(said(stale, stale)).to.equal(said(stale));
  });
});

describe('the steps of a table', () => {
  const counts = { keys: 0, values: 1, staleEntries: 1 };

  it('compare each look with the previous one into the same worker', () => {
    const looks = [look(counts, 'S.', 'a'), look(counts, '.S', 'b'), look(counts, 'S.', 'a')];
    expect(stepsOf(looks).map(({ sameAs }) => sameAs)).to.deep.equal([0, 1, 0]);
  });

  it('mark changed slots, but none if the table has grown', () => {
    const looks = [look(counts, 'S..L'), look(counts, '.S.L'), look(counts, 'S......L')];
    const changed = stepsOf(looks).map(({ drawn }) => drawn.map((table) => table.changed));
    expect(changed).to.deep.equal([[[]], [[0, 1]], [[]]]);
  });

  it('draw a state that returns again', () => {
    const looks = [look(counts, 'S.'), look(counts, '.S'), look(counts, 'S.')];
    expect(stepsOf(looks).map(({ sameAs }) => sameAs)).to.deep.equal([0, 1, 2]);
  });
});

describe('the picture of an empty slot', () => {
  it('is drawn only if no key, no value and no entry is left', () => {
    const tables = (slots: string): ShownLook['tables'] => [
      { owner: 'main.threadLocals', slots, entries: [] },
    ];
    expect(isEmptied({ keys: 0, values: 0 }, tables('....'))).to.equal(true);
    expect(isEmptied({ keys: 0, values: 0 }, tables('..s.'))).to.equal(false);
    expect(isEmptied({ keys: 1, values: 0 }, tables('....'))).to.equal(false);
    expect(isEmptied({ keys: 0, values: 0 }, [])).to.equal(false);
  });
});

describe('the picture of observed entries', () => {
  const node = (className: string, id: number): PictureNode => ({ className, id });
  const live: EntryPicture = {
    count: 3,
    maps: 1,
    keys: 3,
    state: 'live',
    thread: node('Thread', 1),
    map: node('ThreadLocalMap', 3),
    entry: node('Entry', 5),
    key: node('ThreadLocal', 7),
    keyHolder: 'aVariableWithAVeryLongName.andAProperty',
    values: [node('Map', 9), node('Connection', 11)],
    valueToKey: null,
  };

  it('has no boxes that overlap, nor any outside of the drawing', () => {
    for (const picture of [live, { ...live, thread: null }, { ...live, keyHolder: null, values: [] }]) {
      const { chain, key, holder, width } = layOut(picture, english.picture, english.number);
      const rows = [chain, holder === null ? [key] : [holder, key]];
      for (const boxes of rows)
        for (const [at, { x, width: wide }] of boxes.entries()) {
          expect(x).to.be.at.least(0);
          expect(x + wide).to.be.at.most(boxes[at + 1]?.x ?? width);
        }
    }
  });

  it('is described in words: what holds the key, and whether the value does', () => {
    const described = (picture: EntryPicture): string => english.picture.describe(picture);
    expect(described(live)).to.equal(
      '3 entries; key held by aVariableWithAVeryLongName.andAProperty; ' +
        'value reached by thread, map and entry: Map → Connection',
    );
    expect(described({ ...live, count: 1, keyHolder: null, valueToKey: '.key' })).to.include(
      '1 entry; key held by nothing but the value; ',
    );
    expect(described({ ...live, state: 'stale', key: null, values: [] })).to.equal(
      '3 entries; key collected; value is null',
    );
  });
});

describe('the labels of a chart', () => {
  it('are broken between words and between Han characters, and truncated if a word is too long', () => {
    const width = textWidth('after GC', 13);
    expect(wrapText('after GC 1', 13, width, 3)).to.deep.equal(['after GC', '1']);
    expect(wrapText('第 1 次 GC 之后', 13, 52, 3)).to.deep.equal(['第 1 次', 'GC 之后']);
    expect(wrapText('by v8-profiler-next', 13, textWidth('profiler-', 13), 4)).to.deep.equal([
      'by v8-',
      'profiler-',
      'next',
    ]);
    expect(wrapText('incomprehensible', 13, width, 3)).to.deep.equal(['incompr…']);
    expect(wrapText('one two three four', 13, textWidth('three', 13), 2)).to.deep.equal(['one', 'two…']);
  });
});

function look(counts: Counts, slots: string, worker = 'worker-1'): ShownLook {
  const tables = [{ owner: 'main.threadLocals', slots, entries: [] }];
  return {
    label: 'x',
    worker,
    gc: null,
    counts,
    changes: null,
    witnesses: [],
    disagreements: [],
    tables,
    moreTables: 0,
    pictures: [],
    walks: { shown: [], more: 0 },
    trace: null,
  };
}

function changesOf({
  keys = [0, 0],
  values = [0, 0],
  expunged = 0,
}: {
  readonly keys?: readonly [came: number, went: number];
  readonly values?: readonly [came: number, went: number];
  readonly expunged?: number;
}): ShownLook['changes'] {
  return {
    keys: { came: keys[0], went: keys[1] },
    values: { came: values[0], went: values[1] },
    expunged,
  };
}

function said(now: ShownLook, earlier?: ShownLook): string {
  return happenedIn(now, earlier, english.happened);
}
