import { expect } from 'chai';

import type { LeakKind, Witness } from '../../harness/retention/index.js';
import { kindsInChinese } from '../../harness/render/page/texts/kinds-zh-CN.js';
import { plantedWitnesses, witnessNamed } from '../support/planted-witnesses.js';

const PLANTED = 20;

type Expected = Partial<Pick<LeakKind, 'id' | 'holder' | 'held' | 'detail'>>;

/** By a name in the signature, or the class of what accumulates. */
const KINDS: Readonly<Record<string, Expected>> = {
  waiting: { id: 'growing-array', holder: 'waiting' },
  attempt: { id: 'error-stack' },
  awaited: { id: 'awaited-event', holder: 'awaited', held: 'wait()', detail: 'ready' },
  looped: { id: 'awaited-event', holder: 'looped', held: 'listen()', detail: 'message' },
  target: { id: 'awaited-event', holder: 'target', held: 'onChange()', detail: 'change' },
  bound: { id: 'listener', holder: 'bound', held: '(anonymous)()', detail: 'tick' },
  scoped: { id: 'listener', holder: 'scoped', held: 'onTick()', detail: 'tick' },
  deprecated: { id: 'listener', holder: 'deprecated', held: '(anonymous)()', detail: 'tick' },
  twice: { id: 'listener', holder: 'twice', held: '(anonymous)()', detail: 'tick' },
  promisified: { id: 'listener', holder: 'promisified', held: '(anonymous)()', detail: 'tick' },
  ownTargets: { id: 'value-refers-to-key', holder: 'ownTargets', detail: 'finalizer' },
  byTokens: { id: 'value-refers-to-key', holder: 'byTokens', detail: 'finalizer' },
  otherTargets: { id: 'other', holder: 'otherTargets', detail: 'finalizer' },
  bySymbol: { id: 'growing-object', holder: 'bySymbol', held: 'Object' },
  byName: { id: 'growing-object', holder: 'byName', held: 'Object' },
  board: { id: 'growing-object', holder: 'board', held: 'Object' },
  flags: { id: 'growing-object', holder: 'flags', held: '(symbol)' },
  branches: { id: 'unread-branch', holder: 'branches', held: 'ReadableStream', detail: null },
  unreadBranch: { id: 'unread-branch', holder: 'unreadBranch', detail: 'chunks' },
  streams: { id: 'growing-array', holder: 'streams', held: 'ReadableStream' },
  hashes: { id: 'growing-array', holder: 'hashes', held: 'Hash' },
  Call: { id: 'unbounded-cache', holder: 'calls', detail: 'deletions' },
  Profile: { id: 'unbounded-cache', holder: 'profiles', detail: 'deletions' },
  Member: { id: 'growing-set', holder: 'members', detail: 'deletions' },
  Absent: { id: 'unbounded-cache', holder: 'absent', detail: null },
  unfinished: { id: 'node-listener', holder: 'unfinished' },
};

describe('The explanation of a leak in a real worker', () => {
  let witnesses: readonly Witness[];

  before(async function () {
    this.timeout(60_000);
    const zoo = new URL('../support/workers/explained-zoo.js', import.meta.url);
    witnesses = await plantedWitnesses(zoo, PLANTED);
  });

  const held = (name: string): Witness => witnessNamed(witnesses, name);

  for (const [name, expected] of Object.entries(KINDS)) {
    it(`of ${name} is ${expected.id}`, () => {
      expect(held(name).kind).to.include(expected);
    });
  }

  it('of members of a Map or a Set from which others were deleted demands the missing deletion', () => {
    for (const name of ['Call', 'Profile', 'Member']) {
      const { kind } = held(name);
      expect(kind.why, name).to.match(/other \w+ seem to have been deleted, but these were not\.$/);
      expect(kind.mend, name).to.match(/^Find the path on which `delete\(\)` is not called/);
      expect(kindsInChinese.mendOf(kind), name).to.match(/^找出没有调用 `delete\(\)`/);
    }
    expect(held('Profile').kind.mend).to.include('another key than `set()`');
    expect(held('Member').kind.mend).to.include('another value than `add()`');
    expect(held('Absent').kind.mend).to.include('Limit it by size');
  });

  it('of an object of a class Entry does not take it for an entry of a ThreadLocalMap', () => {
    expect(held('Entry').trace.nodes.at(-1)?.label).to.equal('Entry');
  });

  it('of an object of a package has a line of the program, if there is one', () => {
    const [ofTask, ofJob] = ['Task', 'Job'].map((name) => held(name).kind.line);
    expect(ofTask).to.include({ name: 'tasks', inPackage: false });
    expect(ofTask?.position.url).to.match(/test\/support\/workers\/explained-zoo\.ts$/);
    expect(ofJob).to.include({ name: 'Job', inPackage: true });
  });

  it('of a listener that Node wraps has the line of the user, and counts one object for each', () => {
    for (const [name, end] of [
      ['awaited', 'Generator'],
      ['looped', 'Generator'],
      ['target', 'OfTarget'],
      ['bound', 'OfBound'],
      ['scoped', 'OfScope'],
      ['deprecated', 'OfDeprecated'],
      ['twice', 'OfTwice'],
      ['promisified', 'OfPromisified'],
    ] as const) {
      const { kind, trace, count } = held(name);
      expect(kind.line?.position.url, name).to.match(/test\/support\/workers\/explained-zoo\.ts$/);
      expect(trace.nodes.at(-1)?.className, name).to.equal(end);
      expect(count, name).to.equal(PLANTED);
      expect(trace.nodes.map(({ label }) => label).join(), name).to.not.match(/system|\(array\)/);
    }
  });

  it('of a listener that Node wraps leads from the wrapper to what it wraps', () => {
    const references = held('bound').trace.nodes.map(({ reference }) => reference.text);
    expect(references).to.include('variable fn of bound()');
  });

  it('of a wait has the same signature on each version of Node', () => {
    expect(held('awaited').signature).to.deep.equal([
      'module explained-zoo',
      'awaited',
      'suspended function',
    ]);
  });

  it('of a held value of a FinalizationRegistry is one reference, whose cut frees all of them', () => {
    for (const name of ['ownTargets', 'byTokens', 'otherTargets']) {
      const { trace, verifiedCut, holders } = held(name);
      expect(trace.nodes[trace.cut]?.reference, name).to.include({
        text: `held value of ${name}`,
        repeats: 1,
      });
      expect(verifiedCut, name).to.include({ text: name, references: 1, freed: PLANTED });
      expect(holders, name).to.deep.equal([]);
    }
  });

  it('of properties counts their names with the values, if there are new ones', () => {
    for (const name of ['bySymbol', 'byName', 'board'])
      expect(held(name).followers, name).to.deep.include({
        className: name === 'byName' ? '(string)' : '(symbol)',
        type: name === 'byName' ? 'string' : 'symbol',
        count: PLANTED,
      });
    expect(held('flags').trace.nodes.at(-1)?.reference.text).to.equal("flags (as a property's name)");
  });

  it('of a chunk that is not read ends at the chunk', () => {
    const { trace } = held('unreadBranch');
    expect(trace.nodes.at(-1)).to.include({ className: 'Chunk' });
    expect(trace.nodes[trace.cut]?.reference.text).to.match(/^unreadBranch \(unread chunk \[\d+\]\)$/);
  });

  it('of objects with a native half is what retains them, if C++ code does so only weakly', () => {
    for (const name of ['branches', 'streams', 'hashes']) expect(held(name).holders, name).to.deep.equal([]);
  });
});
