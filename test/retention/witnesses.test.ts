import { expect } from 'chai';

import {
  formatLeakTrace,
  prepareWitnesses,
  type Witness,
  witnessesOf,
} from '../../harness/retention/index.js';
import { PLANTED } from '../support/workers/leaky-zoo.js';
import { type ZooHeap, zooHeap, zooWitnesses } from '../support/zoo.js';

/** As found on Node 20, 22, 24 and 26; `zoo-signatures.js` prints them. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  AsMapKey: ['module leaky-zoo / byObject / Map / AsMapKey'],
  ByName: ['module leaky-zoo / named / ByName'],
  InArray: ['module leaky-zoo / array / Array / InArray'],
  InBound: ['module leaky-zoo / callbacks / Array / bound method() / InBound'],
  InClosure: ['module leaky-zoo / callbacks / Array / handle() / captured / InClosure'],
  InCommonJs: ['module old-module / kept / Array / InCommonJs'],
  InCommonJsExport: ['module old-module / list / Array / InCommonJsExport'],
  InExport: ['module leaky-zoo / exported / Array / InExport'],
  InHook: ['async hook / before() / context / InHook'],
  InInterval: ['timer / () in leaky-zoo / context / InInterval'],
  InList: ['module leaky-zoo / head / InList'],
  InMap: ['module leaky-zoo / byUser / Map / InMap'],
  InNested: ['module leaky-zoo / service / Service / cache / Map / session / InNested'],
  InObject: ['module leaky-zoo / lookup / InObject'],
  InPrivate: [
    'module leaky-zoo / Registry / Registry() / #instances / Array / InPrivate',
    'module leaky-zoo / registry / Registry / #hidden / Array / InPrivate',
  ],
  InPromise: ['module leaky-zoo / never / promise / () in leaky-zoo / context / InPromise'],
  InSet: ['module leaky-zoo / seen / Set / InSet'],
  InStatic: ['module leaky-zoo / Registry / Registry() / entries / Array / InStatic'],
  InStore: ['timer / async store / request / InStore'],
  InStream: ['module leaky-zoo / streams / Array / stream / InStream'],
  InSuspended: ['module leaky-zoo / never / suspended function / InSuspended'],
  InSymbol: ['module leaky-zoo / withSymbol / <symbol registry> / Array / InSymbol'],
  InThreadLocal: [
    'module thread / main / Thread / threadLocals / ThreadLocalMap / table / Array / Entry / value / InThreadLocal',
  ],
  InTimeout: ['timer / () in leaky-zoo / context / InTimeout'],
  InTwoPlaces: ['module leaky-zoo / firstPlace / Array / InTwoPlaces'],
  InWeakMap: ['module leaky-zoo / application / WeakMap / Array / InWeakMap'],
  OnEmitter: ['module leaky-zoo / emitter / listener / () in leaky-zoo / context / OnEmitter'],
  OnGlobal: ['global / leakedOnGlobal / Array / OnGlobal'],
  OnProcess: ['process / listener / onWarning() / context / OnProcess'],
  OnSignal: ['module leaky-zoo / controller / listener / () in leaky-zoo / context / OnSignal'],
  OnTarget: ['module leaky-zoo / target / listener / () in leaky-zoo / context / OnTarget'],
};

/** The references of a trace, and what they lead to, without places in code. */
const TRACES: Readonly<Record<string, readonly string[]>> = {
  InMap: ['variable byUser → Map', 'byUser.get("user-1") → InMap'],
  InObject: ['variable lookup → Object', 'lookup["request 1"] → InObject'],
  InSet: ['variable seen → Set', 'seen (as a member) → InSet'],
  AsMapKey: ['variable byObject → Map', 'byObject (as a key) → AsMapKey'],
  InClosure: [
    'variable callbacks → Array',
    'callbacks[3] → handle()',
    'variable captured of handle() → InClosure',
  ],
  InBound: ['variable callbacks → Array', 'callbacks[4] → bound method()', 'bound this → InBound'],
  InNested: [
    'variable service → Service',
    'service.cache → Map',
    'service.cache.get("id-1") → Object',
    'service.cache.get("id-1").session → InNested',
  ],
  InWeakMap: [
    'variable application → Object',
    'secrets.get(application) → Array',
    'secrets.get(application)[1] → InWeakMap',
  ],
  InList: ['variable head → InList'],
  InExport: ['export exported → Array', 'exported[1] → InExport'],
  InCommonJsExport: ['exports.list → Array', 'list[1] → InCommonJsExport'],
  OnProcess: ['listener of "warning" [2] → onWarning()', 'variable context of onWarning() → OnProcess'],
  OnEmitter: [
    'variable emitter → EventEmitter',
    'listener of "update" [1] → (anonymous)()',
    'variable context of (anonymous)() → OnEmitter',
  ],
  OnTarget: [
    'variable target → EventTarget',
    'listener of "change" [1] → Listener',
    'callback → (anonymous)()',
    'variable context of (anonymous)() → OnTarget',
  ],
  InInterval: [
    'pending timer × 2 → Timeout: setInterval()',
    'callback → (anonymous)()',
    'variable context of (anonymous)() → InInterval',
  ],
  InTimeout: [
    'pending timer × 2 → Timeout: setTimeout()',
    'callback → (anonymous)()',
    'variable context of (anonymous)() → InTimeout',
  ],
  InStore: [
    'pending timer × 2 → Timeout: setTimeout()',
    'store of an AsyncLocalStorage → Object',
    'Object.request → InStore',
  ],
  InHook: [
    'hooks[1] → AsyncHook: async hook',
    'before hook → before()',
    'variable context of before() → InHook',
  ],
  InStream: ['variable streams → Array', 'streams[1] → PassThrough', 'buffered chunk [0] → InStream'],
  InSuspended: [
    'variable never → Promise',
    'never.then() → (anonymous)(): built-in function',
    'never.then() (resumes) → Generator: suspended waitFor()',
    'argument or local variable → InSuspended',
  ],
};

describe('witnessesOf() of every kind of leak in a real worker', function () {
  let zoo: ZooHeap;
  let witnesses: Map<string, Witness[]>;

  before(async () => {
    zoo = await zooHeap();
    witnesses = zooWitnesses(zoo);
  });

  const only = (className: string): Witness => {
    const [witness, ...more] = witnesses.get(className) ?? [];
    if (witness === undefined || more.length > 0) throw new Error(`${more.length} more of ${className}`);
    return witness;
  };

  it('covers every kind that was planted', () => {
    expect([...witnesses.keys()].toSorted()).to.deep.equal(zoo.kinds.toSorted());
    expect(Object.keys(SIGNATURES).toSorted()).to.deep.equal(zoo.kinds.toSorted());
  });

  for (const [className, signatures] of Object.entries(SIGNATURES)) {
    it(`identifies ${className} by names in user code, in any run and on any Node`, () => {
      const found = (witnesses.get(className) ?? []).map(({ signature }) => signature.join(' / '));
      expect(found.toSorted()).to.deep.equal(signatures);
    });
  }

  it('groups objects that are retained in the same way, regardless of keys and indexes', () => {
    for (const [className, found] of witnesses) {
      const counts = found.map(({ count }) => count);
      expect(counts, className).to.deep.equal(found.map(() => PLANTED));
    }
  });

  for (const [className, lines] of Object.entries(TRACES)) {
    it(`writes the references to ${className} as a person would`, () => {
      const { nodes } = only(className).trace;
      const anyIndex = (text: string): string => text.replace(/\[\d\]|-\d"| \d"| × \d/g, '#');
      const told = nodes.map(({ reference: { text, repeats }, label }) => {
        return `${text}${repeats > 1 ? ` × ${repeats}` : ''} → ${label}`;
      });
      // Which of the three is shown is up to the order in the snapshot.
      const plain = (text: string): string => anyIndex(text).replaceAll('#', '');
      expect(told.map(plain)).to.deep.equal(lines.map(plain));
    });
  }

  it('names a listener by its position, not by the number of links that lead to it', () => {
    const { heap, isOld } = zoo;
    for (const [className, event] of [
      ['OnTarget', 'change'],
      ['OnSignal', 'abort'],
    ] as const) {
      const references = heap.instances(className).map((node) => {
        const [witness] = witnessesOf(heap, [node], { isOld, maximumHolders: 0 });
        return witness?.trace.nodes.find(({ reference }) => reference.text.startsWith('listener of'))
          ?.reference;
      });
      expect(references.map((reference) => reference?.repeats)).to.deep.equal([1, 1, 1]);
      expect(references.map((reference) => reference?.text ?? '').toSorted()).to.deep.equal(
        ['', ' [1]', ' [2]'].map((position) => `listener of "${event}"${position}`),
      );
    }
  });

  it('begins at a recognisable root: module, process, globalThis, timers, hooks', () => {
    const roots = new Map([...witnesses].map(([className, [first]]) => [className, first?.trace.root]));
    expect(roots.get('InArray')?.text).to.match(/^module file:\/\/.*\/leaky-zoo\.js: /);
    expect(roots.get('InCommonJs')?.text).to.match(/^module \/.*\/old-module\.cjs: /);
    expect(roots.get('OnGlobal')).to.deep.include({ word: 'global' });
    expect(roots.get('OnProcess')).to.deep.include({ word: 'process' });
    expect(roots.get('InInterval')?.text).to.match(/^pending timers of 3600000 ms: /);
    expect(roots.get('InHook')).to.deep.include({ word: 'async hook' });
  });

  it('gives positions in the original sources, through source maps', () => {
    const { position } = only('InClosure').trace.nodes[1] ?? {};
    expect(position?.url).to.match(/test\/support\/workers\/leaky-zoo\.ts$/);
    const plain = witnessesOf(zoo.heap, zoo.heap.instances('InClosure'), { sourceMaps: false });
    expect(plain[0]?.trace.nodes[1]?.position?.url).to.match(/dist\/test\/support\/workers\/leaky-zoo\.js$/);
  });

  it('marks old objects as alive, new ones as leaking, and objects in between as unknown', () => {
    const statuses = only('InNested').trace.nodes.map(({ status }) => status);
    expect(statuses).to.deep.equal(['no', 'no', 'unknown', 'yes']);
    const suspects = only('InNested').trace.nodes.map(({ reference }) => reference.suspect);
    expect(suspects).to.deep.equal([false, false, true, true]);
  });

  it('names the other retainers of a group, and none if there are none', () => {
    expect(
      only('InTwoPlaces').holders.map(({ text, count, artefact }) => ({ text, count, artefact })),
    ).to.have.lengthOf(1);
    expect(only('InTwoPlaces').holders[0]).to.deep.include({ count: PLANTED, artefact: null });
    expect(only('InTwoPlaces').holders[0]?.text).to.equal('secondPlace');
    expect(only('InTwoPlaces')).to.include({ holdersComplete: true });
    expect(only('InArray')).to.deep.include({ holders: [], holdersComplete: true });
    expect(only('InMap')).to.deep.include({ holders: [], holdersComplete: true });
  });

  it('counts what a group retains together', () => {
    const { retainedBytes, retainedObjects, count } = only('InArray');
    const each = zoo.heap.instances('InArray').map((node) => zoo.heap.retainedBytes(node));
    expect(count).to.equal(PLANTED);
    // The three share their hidden classes, which go with the last of them.
    expect(retainedBytes).to.be.at.least(each.reduce((sum, bytes) => sum + bytes, 0));
    expect(retainedObjects).to.be.at.least(PLANTED * 2);
    expect(only('InList').retainedBytes).to.be.greaterThan(retainedBytes);
  });

  it('counts a suspect that another suspect retains with that one', () => {
    const { heap, isOld } = zoo;
    const closures = [...heap.ordinals()].filter(
      (node) => heap.name(node) === 'onWarning' && heap.type(node) === 'closure' && !isOld(node),
    );
    const [witness, ...more] = witnessesOf(heap, [...heap.instances('OnProcess'), ...closures], { isOld });
    expect(more).to.deep.equal([]);
    expect(witness).to.deep.include({ className: 'onWarning', type: 'closure', count: PLANTED });
    expect(witness?.followers).to.deep.equal([{ className: 'OnProcess', type: 'object', count: PLANTED }]);
  });

  it('follows objects retained by Node to the callback that identifies their owner', () => {
    const { heap, isOld } = zoo;
    const closures = [...heap.ordinals()].filter((node) => heap.type(node) === 'closure' && !isOld(node));
    const timeouts = heap.instances('Timeout').filter((node) => !isOld(node));
    const found = witnessesOf(heap, [...timeouts, ...closures, ...heap.instances('InInterval')], {
      isOld,
      maximumHolders: 0,
    });
    const interval = found.find(({ trace }) => trace.nodes.at(-1)?.className === 'InInterval');
    expect(interval).to.deep.include({ className: 'Timeout', count: PLANTED });
    expect(interval?.signature).to.deep.equal(['timer', '() in leaky-zoo', 'context', 'InInterval']);
  });

  it('leaves out unreachable objects, small groups on request, and retainers beyond the limits', () => {
    const { heap, isOld } = zoo;
    const both = heap.instances('InTwoPlaces');
    expect(witnessesOf(heap, both, { isOld, minimumCount: PLANTED + 1 })).to.deep.equal([]);
    expect(witnessesOf(heap, both, { isOld, maximumHolders: 0 })[0]?.holders).to.deep.equal([]);
    expect(witnessesOf(heap, both, { isOld, maximumGroups: 0 })[0]?.holders).to.deep.equal([]);
    const unreachable = [...heap.ordinals()].filter((node) => heap.distance(node) === undefined);
    expect(witnessesOf(heap, unreachable.slice(0, 10))).to.deep.equal([]);
  });

  it('calls the inspectors of the caller first', () => {
    const { heap, isOld } = zoo;
    const inspector = {
      name: 'ours',
      describe: (node: (typeof both)[number]) =>
        heap.name(node) === 'Service'
          ? { label: 'our service', status: 'no' as const, reason: 'a singleton' }
          : undefined,
    };
    const both = heap.instances('InNested');
    const [witness] = witnessesOf(heap, both, { isOld: () => false, inspectors: [inspector] });
    expect(witness?.trace.nodes[0]).to.deep.include({
      label: 'Service: our service',
      status: 'no',
      reason: 'a singleton',
    });
    expect(isOld(heap.instances('Service')[0] ?? heap.root)).to.equal(true);
  });

  it('gives the same results if the heap is prepared once for several queries', () => {
    const { heap, isOld } = zoo;
    const ask = prepareWitnesses(heap);
    for (const className of ['InMap', 'InList', 'OnProcess', 'InMap']) {
      const suspects = heap.instances(className);
      expect(ask(suspects, { isOld })).to.deep.equal(witnessesOf(heap, suspects, { isOld }));
    }
  });

  it('is plain data that survives JSON', () => {
    const all = [...witnesses.values()].flat();
    expect(JSON.parse(JSON.stringify(all))).to.deep.equal(all);
  });

  it('fits a terminal of 100 columns, with suspect references underlined', () => {
    for (const [witness] of witnesses.values()) {
      const text = witness === undefined ? '' : formatLeakTrace(witness.trace);
      const long = text.split('\n').filter((line) => line.length > 100 && !/[:/]/.test(line));
      expect(long).to.deep.equal([]);
      const lines = text.split('\n');
      for (const [at, line] of lines.entries()) {
        if (!/^│\s+~+$/.test(line)) continue;
        expect(lines[at - 1]?.length).to.equal(line.length);
      }
      expect(text).to.match(/~/);
    }
  });
});
