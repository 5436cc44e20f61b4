import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { PROJECT } from '../support/project.js';

import { startWorker } from 'heapwitness';
import { isCounted } from '../../harness/heap/diff/group-survivors.js';
import type { HeapObjectId, NodeOrdinal } from '../../harness/core/units.js';
import type { HeapGraph } from '../../harness/heap/graph/index.js';
import {
  grownKind,
  LEAK_KINDS,
  type LeakKind,
  placeBytesOf,
  type Witness,
  witnessesOf,
} from '../../harness/retention/index.js';
import { kindOfResource, resourceKind } from '../../harness/retention/kinds/resource-kinds.js';
import type * as Zoo from '../support/workers/kinds-zoo.js';

const PLANTED = 6;

/** What is expected of one plant; the others of the same holder or class are its negative controls. */
interface Expected extends Partial<Pick<LeakKind, 'holder' | 'held' | 'detail' | 'milliseconds'>> {
  readonly id: LeakKind['id'];
}

/** By a name in the signature, or the class of what piles up. The same on Node 20, 22, 24 and 26. */
const KINDS: Readonly<Record<string, Expected>> = {
  OnUpdate: { id: 'listener', holder: 'emitter', held: 'onUpdate()', detail: 'update' },
  OnChange: { id: 'listener', holder: 'target', detail: 'change' },
  OnceOnly: { id: 'listener', holder: 'emitter', held: 'onDone()', detail: 'done' },
  OnFinish: { id: 'node-listener', holder: 'unfinished', held: 'onFinish()' },
  InOnce: { id: 'awaited-event', holder: 'awaited', held: 'waitForEvent()', detail: 'ready' },
  branches: { id: 'unread-branch', holder: 'branches' },
  InObserver: { id: 'node-list', held: '(anonymous)()', detail: 'performance-observer' },
  Interface: { id: 'node-listener', holder: 'lines', held: 'Interface' },
  Sink: { id: 'piped-stream', holder: 'piped', held: 'Sink' },
  InHandlers: { id: 'closure-list', holder: 'handlers', held: '(anonymous)()' },
  InInterval: { id: 'timer', detail: 'setInterval()', milliseconds: 3_600_000 },
  ClearedTimer: { id: 'growing-array', holder: 'timers' },
  InStore: { id: 'async-store', detail: 'setTimeout()' },
  forRace: { id: 'promise-race', holder: 'forRace' },
  forOwnRace: { id: 'promise-race', holder: 'forOwnRace' },
  InAll: { id: 'promise-chain', holder: 'forAll' },
  InThen: { id: 'promise-chain', holder: 'forThen' },
  InAwait: { id: 'promise-chain', holder: 'forAwait' },
  InArray: { id: 'growing-array', holder: 'list', held: 'InArray' },
  InExternTable: { id: 'other', holder: 'externs', detail: 'wasm-table' },
  InSet: { id: 'growing-set', holder: 'seen' },
  InTags: { id: 'growing-set', holder: 'tags' },
  InMap: { id: 'unbounded-cache', holder: 'byText' },
  ByNumber: { id: 'unbounded-cache', holder: 'byNumber' },
  ByObject: { id: 'growing-map', holder: 'valuesByObject' },
  AsMapKey: { id: 'growing-map', holder: 'byObject' },
  InObject: { id: 'growing-object', holder: 'lookup' },
  InList: { id: 'other' },
  InModule: { id: 'module-registry' },
  InReloaded: { id: 'module-registry' },
  Stale: { id: 'stale-entry', holder: 'stales.table', held: 'Stale' },
  OwnKey: { id: 'value-refers-to-key', holder: 'owners.table', held: 'OwnKey' },
  SharedKey: { id: 'other', holder: 'shared.table' },
  InLive: { id: 'other', holder: 'lives.table' },
  OnPort: { id: 'unclosed-handle', held: 'MessagePort' },
  OnServer: { id: 'unclosed-handle', held: 'Server' },
  ClosedPort: { id: 'growing-array', holder: 'ports' },
  Worker: { id: 'running-worker', held: 'Worker' },
  pieces: { id: 'sliced-string', holder: 'pieces' },
  tallies: { id: 'growing-object' },
  wholes: { id: 'growing-array', holder: 'wholes' },
  InError: { id: 'error-stack' },
  ReadError: { id: 'growing-array', holder: 'errors' },
  MadeClass: { id: 'made-per-call', held: 'MadeClass' },
  madeAnew: { id: 'made-per-call', held: 'madeAnew()' },
  ArrayBuffer: { id: 'native-memory' },
};

const zoo = readFileSync(join(PROJECT, 'test/support/workers/kinds-zoo.ts'), 'utf8').split('\n');

describe('The kind of a leak in a real worker', function () {
  let heap: HeapGraph;
  let isOld: (node: NodeOrdinal) => boolean;
  let witnesses: readonly Witness[];

  before(async () => {
    await using worker = await startWorker<typeof Zoo>(
      new URL('../support/workers/kinds-zoo.js', import.meta.url),
    );
    await worker.call('plantAll', 2);
    await worker.collectGarbage();
    const before = await worker.heap();
    const old = new Set<HeapObjectId>(Array.from(before.ordinals(), (node) => before.id(node)));
    await worker.call('plantAll', PLANTED);
    await worker.collectGarbage();
    heap = await worker.heap();
    isOld = (node) => old.has(heap.id(node));
    const suspects = [...heap.ordinals()].filter((node) => !isOld(node) && isCounted(heap.type(node)));
    witnesses = witnessesOf(heap, suspects, { isOld, minimumCount: PLANTED, maximumGroups: 100 });
  });

  const held = (name: string): Witness => {
    const found =
      witnesses.find(({ className }) => className === name) ??
      witnesses.find(
        ({ signature, followers }) =>
          signature.includes(name) || followers.some((one) => one.className === name),
      );
    if (found === undefined) throw new Error(`no group has anything of ${name}`);
    return found;
  };

  for (const [name, expected] of Object.entries(KINDS)) {
    it(`of ${name} is ${expected.id}`, () => {
      expect(held(name).kind).to.include(expected);
    });
  }

  it('says of a cache that it may have a limit which the run did not reach', () => {
    expect(held('InMap').kind.mend).to.match(/If it has a limit, the run ended before it/);
    expect(held('InSet').kind.mend).to.not.match(/limit/);
  });

  it('gives no advice that does not apply everywhere', () => {
    expect(held('OnceOnly').kind.mend).to.match(
      /with the same function.*\{ once: true \} removes it only after/,
    );
    // Node 20 has no such syntax.
    expect(held('OnServer').kind.mend).to.not.include('await using');
  });

  it('covers every kind of the closed list by at least one plant', () => {
    const told = new Set(Object.values(KINDS).map(({ id }) => id));
    expect([...told].toSorted()).to.deep.equal([...LEAK_KINDS].toSorted());
  });

  it('comes with two sentences for each finding, which name its retainer', () => {
    for (const { kind } of witnesses) {
      expect(kind.why, kind.id).to.match(/^[A-Z`].*\.$/);
      expect(kind.mend, kind.id).to.match(/^[A-Z].*\.$/);
    }
    expect(held('OnUpdate').kind.why).to.include('`emitter` retains every listener of `"update"`');
    expect(held('OnUpdate').kind.mend).to.include('`onUpdate()`');
    expect(held('InInterval').kind.why).to.include('`setInterval()` of 3600000 ms');
    expect(held('forRace').kind.why).to.match(/^Promise\.race\(\).*`forRace` does not settle/);
  });

  it('has a line of user code: that of the retained function, otherwise of the class', () => {
    const lines = ['OnUpdate', 'InAwait', 'OwnKey', 'InMap'].map((name) => held(name).kind.line);
    expect(lines.map((line) => line?.name)).to.deep.equal(['onUpdate()', 'waitFor()', 'OwnKey', 'InMap']);
    for (const line of lines) expect(line?.position.url).to.match(/test\/support\/workers\/kinds-zoo\.ts$/);
  });

  it('has the line that declares the variable, if neither functions nor classes are retained', () => {
    for (const name of ['pieces', 'tallies']) {
      const { line } = held(name).kind;
      expect([line?.name, line?.position.url.split('/').at(-1)], name).to.deep.equal([name, 'kinds-zoo.ts']);
      const text = zoo[(line?.position.line ?? 0) - 1];
      expect(text?.slice((line?.position.column ?? 0) - 1), name).to.match(new RegExp(`^${name}\\b`));
    }
  });

  it('detects an older collection that grows, without blaming the path to it', () => {
    for (const [variable, id] of [
      ['list', 'growing-array'],
      ['seen', 'growing-set'],
      ['tags', 'growing-set'],
      ['byText', 'growing-map'],
      ['lookup', 'growing-object'],
    ] as const) {
      const [witness] = witnessesOf(heap, [variableNamed(variable)], { isOld });
      expect(witness?.kind, variable).to.include({ id, holder: variable });
      expect(witness?.trace.nodes.map(({ reference }) => reference.suspect)).to.deep.equal([false]);
      expect(witness?.trace.nodes[0]).to.include({
        status: 'yes',
        reason: 'older than the first cycle, and growing',
      });
      expect([witness?.verifiedCut, witness?.holders]).to.deep.equal([null, []]);
    }
  });

  it('states by how many places an older collection grew', () => {
    const [witness] = witnessesOf(heap, [variableNamed('numbers')], { isOld });
    const grown = grownKind(witness!.kind, 14_904, 1);
    expect(grown.places).to.equal(14_904);
    expect(grown.why).to.equal(
      'This list, `numbers`, is about 14,904 places longer, but none of them holds a new object.',
    );
    expect(grownKind(witness!.kind, 14_904, 40).why).to.equal(
      'These 40 lists, such as `numbers`, are together about 14,904 places longer, but none of them holds a new object.',
    );
    expect(witness!.kind.why).to.not.include('no new object');
    expect(
      ['growing-array', 'growing-map', 'growing-set'].map((id) => placeBytesOf({ ...grown, id } as LeakKind)),
    ).to.deep.equal([8, 28, 20]);
  });

  it('does not deny the new objects of an older collection that grew', () => {
    for (const [variable, noun] of [
      ['list', 'list'],
      ['byText', 'map'],
      ['seen', 'set'],
      ['lookup', 'object'],
    ] as const) {
      const [witness] = witnessesOf(heap, [variableNamed(variable)], { isOld });
      const grown = grownKind(witness!.kind, 14_904, 1);
      expect(grown.why, variable).to.match(
        new RegExp(
          `^This ${noun}, \`${variable}\`, is about 14,904 places longer and holds objects that were allocated`,
        ),
      );
    }
  });

  function variableNamed(name: string): NodeOrdinal {
    for (const context of heap.ordinals()) {
      // Node's own scripts have variables of such names too.
      if (heap.property(context, 'valuesByObject', 'context') === undefined) continue;
      const value = heap.property(context, name, 'context');
      if (value !== undefined && isOld(value)) return value;
    }
    throw new Error(`no variable ${name}`);
  }

  describe('and its verified cut', () => {
    it('frees all members if one collection retains them', () => {
      for (const [name, text] of [
        ['InMap', 'byText'],
        ['InTags', 'tags'],
        ['InExternTable', 'externs'],
        ['forAll', 'forAll'],
        ['InHandlers', 'handlers'],
        ['OnUpdate', 'listeners of "update" and "done"'],
      ] as const) {
        const { verifiedCut, count } = held(name);
        expect(verifiedCut, name).to.include({ text, references: 1, freed: count });
        expect(verifiedCut?.freedBytes, name).to.be.above(0);
      }
    });

    it('counts bytes of members, of all objects that only they retain, and of the emptied store', () => {
      const { verifiedCut, retainedBytes } = held('InArray');
      expect(verifiedCut?.freedBytes).to.be.at.least(retainedBytes);
      expect(held('InSet').verifiedCut?.freedBytes).to.be.below(2 * held('InSet').retainedBytes);
    });

    it('frees none if another reference retains all, and some if it retains some', () => {
      expect(held('InTwoPlaces').verifiedCut).to.include({ text: 'firstPlace', freed: 0 });
      expect(held('InTwoPlaces').holders).to.have.lengthOf(1);
      expect(held('HalfInTwo').verifiedCut).to.include({ text: 'thirdPlace', freed: PLANTED / 2 });
    });

    it('is not reported for objects retained by Node, which are released when they are closed', () => {
      for (const name of ['OnPort', 'OnServer', 'Worker', 'InModule'])
        expect(held(name).verifiedCut, name).to.equal(null);
    });

    it('is tried at each native handle, so that the list of other retainers is finite', () => {
      expect(held('OnServer').holdersComplete).to.equal(true);
    });

    it('is unknown if retainers were not searched for', () => {
      const members = heap.instances('InMap').filter((node) => !isOld(node));
      const [witness] = witnessesOf(heap, members, { isOld, maximumHolders: 0 });
      expect(witness?.verifiedCut).to.equal(null);
    });
  });
});

describe('kindOfResource()', () => {
  it('is detected by the name under which Node counts a resource', () => {
    const names = [
      'file descriptors',
      'TCPServerWrap',
      'MessagePort',
      'ProcessWrap',
      'Timeout',
      'external bytes',
    ];
    expect(names.map(kindOfResource)).to.deep.equal([
      'unclosed-handle',
      'unclosed-handle',
      'unclosed-handle',
      'running-worker',
      'timer',
      'native-memory',
    ]);
    expect(kindOfResource('constructor')).to.equal('unclosed-handle');
  });

  it('has both sentences for a resource, too', () => {
    expect(resourceKind('TCPServerWrap')).to.include({ id: 'unclosed-handle', held: 'TCPServerWrap' });
    expect(resourceKind('TCPServerWrap').why).to.include(
      'counts as `TCPServerWrap` keeps growing: each stays open until it is closed',
    );
  });
});
