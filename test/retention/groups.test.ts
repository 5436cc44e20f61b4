import { expect } from 'chai';

import type { NodeOrdinal } from '../../harness/core/units.js';
import type { Witness } from '../../harness/retention/index.js';
import { UserHeap as Heap } from '../support/user-heap.js';

const references = ({ trace }: Witness | { trace: Witness['trace'] }): string[] =>
  trace.nodes.map(({ reference: { text, repeats } }) => (repeats > 1 ? `${text} × ${repeats}` : text));

const cutOf = (trace: Witness['trace'] | undefined): string | undefined =>
  trace?.nodes[trace.cut]?.reference.text;

describe('witnessesOf() of a small heap', () => {
  it('prints a chain of equal hops once, with their number', async () => {
    const heap = new Heap();
    let at = heap.own('Link');
    heap.property(heap.global, 'first', at);
    for (let more = 0; more < 571; more++) {
      const next = heap.own('Link');
      heap.property(at, 'next', next);
      at = next;
    }
    const leaf = heap.own('Leaf');
    heap.property(at, 'leaf', leaf);
    const [witness] = await heap.witnesses([leaf]);
    expect(witness === undefined ? [] : references(witness)).to.deep.equal([
      'global.first',
      'global.first.next × 571',
      'global.first.next.leaf',
    ]);
    expect(witness?.signature).to.deep.equal(['global', 'first', 'Link', 'next', 'Link', 'leaf', 'Leaf']);
  });

  it('gives a chain of any length the same signature', async () => {
    const signatures = [];
    for (const length of [3, 40]) {
      const heap = new Heap();
      let at = heap.own('Link');
      heap.property(heap.global, 'first', at);
      for (let more = 0; more < length; more++) {
        const [between, next] = [heap.own('Hop'), heap.own('Link')];
        heap.property(at, 'to', between).property(between, 'next', next);
        at = next;
      }
      signatures.push((await heap.witnesses([at]))[0]?.signature);
    }
    expect(signatures[0]).to.deep.equal(signatures[1]);
  });

  it('names the reference from one object of a chain to the next, whatever is between them', async () => {
    const linkOf = async (link: (heap: Heap, from: NodeOrdinal, to: NodeOrdinal) => void) => {
      const heap = new Heap();
      const spans = Array.from({ length: 40 }, () => heap.own('Span'));
      heap.property(heap.global, 'newest', spans[0] ?? heap.global);
      for (const [at, to] of spans.slice(1).entries()) link(heap, spans[at] ?? to, to);
      return (await heap.witnesses(spans))[0]?.kind;
    };
    const named = await linkOf((heap, from, to) => {
      const between = heap.object('Object');
      heap.property(from, 'meta', between).property(between, 'previous', to);
    });
    expect(named).to.include({ id: 'other', detail: 'chain', held: 'Span', holder: 'meta.previous' });
    expect(named?.mend).to.match(/^Cut `meta.previous` /);
    const unnamed = await linkOf((heap, from, to) => {
      heap.edge(from, 'internal', 'parent', to);
    });
    expect(unnamed).to.include({ detail: 'chain', holder: null });
  });

  it('distinguishes keys of an object from property names by their number', async () => {
    const heap = new Heap();
    const users = heap.object('Object');
    heap.property(heap.global, 'users', users);
    const sessions = ['ann', 'bob', 'eve'].map((name) => {
      const session = heap.own('Session');
      heap.property(users, name, session);
      return session;
    });
    const [one, ...more] = await heap.witnesses(sessions);
    expect(more).to.deep.equal([]);
    expect(one).to.deep.include({ count: 3, signature: ['global', 'users', 'Session'] });
    const [alone] = await heap.witnesses(sessions.slice(0, 1));
    expect(alone?.signature).to.deep.equal(['global', 'users', 'ann', 'Session']);
  });

  it('separates groups that are retained by different objects', async () => {
    const heap = new Heap();
    const suspects = ['requests', 'answers'].map((name) => {
      const [list, message] = [heap.object('Array'), heap.own('Message')];
      heap.property(heap.global, name, list).edge(list, 'element', 0, message);
      return message;
    });
    const signatures = (await heap.witnesses(suspects)).map(({ signature }) => signature[1]);
    expect(signatures).to.have.members(['answers', 'requests']);
  });

  it('counts keys and other companions of a user class with it', async () => {
    const heap = new Heap();
    const list = heap.object('Array');
    heap.property(heap.global, 'list', list);
    const suspects = [0, 1, 2].flatMap((index) => {
      const [session, text] = [heap.own('Session'), heap.node('string', `key ${index}`)];
      heap.edge(list, 'element', 2 * index, session).edge(list, 'element', 2 * index + 1, text);
      return [session, text];
    });
    const [one, ...more] = await heap.witnesses(suspects);
    expect(more).to.deep.equal([]);
    expect(one).to.deep.include({ className: 'Session', count: 3 });
    expect(one?.followers).to.deep.equal([{ className: '(string)', type: 'string', count: 3 }]);
  });

  it('groups keys of a Map with its values, even if both are of user classes', async () => {
    for (const keyFirst of [true, false]) {
      const heap = new Heap();
      // Two buckets: a header of three words, then one word for each, then entries of three.
      const [map, table] = [heap.object('Map'), heap.node('array', '', { shallowBytes: 8 * (2 + 17) })];
      heap.property(heap.global, 'map', map).edge(map, 'internal', 'table', table);
      const suspects = [5, 8, 11].flatMap((slot) => {
        const [key, value] = [heap.own('User'), heap.own('Session')];
        heap.edge(table, 'internal', String(slot), key).edge(table, 'internal', String(slot + 1), value);
        return keyFirst ? [key, value] : [value, key];
      });
      const [one, ...more] = await heap.witnesses(suspects);
      expect(more).to.deep.equal([]);
      expect(one).to.deep.include({ className: 'Session', count: 3 });
      expect(one?.followers).to.deep.equal([{ className: 'User', type: 'object', count: 3 }]);
    }
  });

  it('prints what the snapshot contains of the key of an entry', async () => {
    const texts = [];
    for (const [type, name] of [
      ['number', '17'],
      ['number', 'heap number'],
      ['string', 'ann'],
    ] as const) {
      const heap = new Heap();
      const [map, table] = [heap.object('Map'), heap.node('array', '', { shallowBytes: 8 * (2 + 17) })];
      const session = heap.own('Session');
      heap.property(heap.global, 'map', map).edge(map, 'internal', 'table', table);
      heap.edge(table, 'internal', '5', heap.node(type, name)).edge(table, 'internal', '6', session);
      const [witness] = await heap.witnesses([session]);
      texts.push(witness?.trace.nodes.at(-1)?.reference.text);
    }
    expect(texts).to.deep.equal(['global.map.get(17)', 'global.map.get(…)', 'global.map.get("ann")']);
  });

  it('separates groups that one object retains by different properties', async () => {
    const heap = new Heap();
    const [service, session, list] = [heap.own('Service'), heap.own('Session'), heap.object('Array')];
    heap.property(heap.global, 'service', service);
    heap.property(service, 'session', session).property(service, 'list', list);
    const names = (await heap.witnesses([session, list])).map(({ className }) => className);
    expect(names).to.have.members(['Session', 'Array']);
  });

  it('finds one retainer after the other, and stops when nothing retains the group', async () => {
    const heap = new Heap();
    const session = heap.own('Session');
    for (const name of ['first', 'second', 'third']) {
      const list = heap.object('Array');
      heap.property(heap.global, name, list).edge(list, 'element', 0, session);
    }
    heap.property(heap.global, 'last', session);
    const [witness] = await heap.witnesses([session]);
    expect(witness === undefined ? [] : references(witness)).to.deep.equal(['global.last']);
    const texts = witness?.holders.map(({ text }) => text);
    expect(texts).to.deep.equal(['global.first', 'global.second', 'global.third']);
    expect(witness).to.include({ holdersComplete: true, stillHeld: 0 });
    const [two] = await heap.witnesses([session], { maximumHolders: 2 });
    expect(two?.holders).to.have.lengthOf(2);
    expect(two).to.include({ holdersComplete: false, stillHeld: 1 });
    const [none] = await heap.witnesses([session], { maximumHolders: 0 });
    expect(none).to.deep.include({ holders: [], holdersComplete: false });
  });

  it('cuts the first reference that leads to a leaking object, even if the trace continues', async () => {
    const heap = new Heap();
    const [list, batch, session, registry] = [
      heap.object('Array'),
      heap.own('Batch'),
      heap.own('Session'),
      heap.own('Registry'),
    ];
    heap.property(heap.global, 'list', list).edge(list, 'element', 0, batch);
    heap.property(batch, 'session', session);
    heap.property(heap.global, 'registry', registry).property(registry, 'latest', batch);
    const [witness, ...more] = await heap.witnesses([batch, session]);
    expect(more).to.deep.equal([]);
    expect(witness === undefined ? [] : references(witness)).to.have.lengthOf(2);
    expect(cutOf(witness?.trace)).to.equal('global.list[0]');
    expect(witness?.holders.map(({ text }) => text)).to.deep.equal(['global.registry.latest']);
    expect(witness).to.include({ holdersComplete: true });
  });

  it('names the reference to a retainer that leaks itself', async () => {
    const heap = new Heap();
    const [list, session, queue, job] = [
      heap.object('Array'),
      heap.own('Session'),
      heap.object('Array'),
      heap.own('Job'),
    ];
    heap.property(heap.global, 'list', list).edge(list, 'element', 0, session);
    heap.property(heap.global, 'queue', queue).edge(queue, 'element', 0, job);
    heap.property(job, 'session', session);
    const found = await heap.witnesses([session, job]);
    const ofSession = found.find(({ className }) => className === 'Session');
    expect(ofSession?.holders.map(({ text, trace }) => [text, cutOf(trace)])).to.deep.equal([
      ['global.queue', 'global.queue[0]'],
    ]);
    expect(ofSession?.holders[0]?.trace.nodes.map(({ className }) => className)).to.deep.equal([
      'Array',
      'Job',
      'Session',
    ]);
    expect(ofSession).to.include({ holdersComplete: true });
  });

  it('prefers a longer path through user code to a shorter one through prototypes', async () => {
    const heap = new Heap();
    const [short, prototype, long, list, session] = [
      heap.own('Short'),
      heap.object('Object'),
      heap.own('Long'),
      heap.object('Array'),
      heap.own('Session'),
    ];
    heap
      .property(heap.global, 'short', short)
      .property(short, '__proto__', prototype)
      .property(prototype, 'kept', session);
    heap.property(heap.global, 'long', long).property(long, 'list', list).edge(list, 'element', 0, session);
    const [witness] = await heap.witnesses([session]);
    expect(witness?.signature).to.deep.equal(['global', 'long', 'Long', 'list', 'Array', 'Session']);
    expect(witness?.holders.map(({ text }) => text)).to.deep.equal(['global.short.__proto__']);
  });

  it('never names the table of internalized strings of V8 as a retainer, because it retains nothing', async () => {
    for (const isHeld of [true, false]) {
      const heap = new Heap();
      const [roots, table, lookup] = [
        heap.node('synthetic', '(GC roots)'),
        heap.node('synthetic', '(Internalized strings)'),
        heap.object('Object'),
      ];
      heap.edge(heap.root, 'element', 2, roots).edge(roots, 'element', 2, table);
      heap.property(heap.global, 'lookup', lookup);
      const names = heap.node('array', '(object properties)');
      heap.edge(lookup, 'internal', 'properties', names);
      const keys = [0, 1, 2].map((at) => {
        const key = heap.node('string', `customer-${at}`);
        heap.edge(table, 'internal', String(at), key);
        if (isHeld) heap.edge(names, 'internal', String(at), key);
        return key;
      });
      const witnesses = await heap.witnesses(keys);
      expect(witnesses.map(({ signature }) => signature.slice(0, 2))).to.deep.equal(
        isHeld ? [['global', 'lookup']] : [],
      );
      for (const { holders, holdersComplete } of witnesses)
        expect({ holders, holdersComplete }).to.deep.equal({ holders: [], holdersComplete: true });
    }
  });

  it('keeps the name of a user class that is named like one of Node', async () => {
    for (const name of ['Worker', 'Timeout', 'Server', 'AsyncHook']) {
      const heap = new Heap();
      const [own, foreign] = [heap.own(name), heap.object(name)];
      heap.property(heap.global, 'own', own).property(heap.global, 'foreign', foreign);
      const signatures = (await heap.witnesses([own, foreign])).map(({ signature }) => signature.at(-1));
      expect(signatures).to.have.lengthOf(2);
      expect(signatures.filter((last) => last === name)).to.have.lengthOf(1);
    }
  });

  it('counts what piles up in an old object alone, without the new array that leads there', async () => {
    const heap = new Heap();
    const [pool, free, connection, history] = [
      heap.own('Pool'),
      heap.object('Array'),
      heap.own('Connection'),
      heap.object('Array'),
    ];
    heap
      .property(heap.global, 'pool', pool)
      .property(pool, 'free', free)
      .edge(free, 'element', 0, connection);
    heap.property(connection, 'history', history);
    const queries = Array.from({ length: 30 }, (_, at) => {
      const [query, row] = [heap.own('Query'), heap.object('Array')];
      heap.edge(history, 'element', at, query).property(query, 'row', row);
      return [query, row];
    });
    const old = new Set([pool, connection, history]);
    const isOld = (node: NodeOrdinal): boolean => old.has(node);
    const [leak, array, ...more] = await heap.witnesses([free, ...queries.flat()], { isOld });
    expect(more).to.deep.equal([]);
    expect(leak).to.deep.include({
      className: 'Query',
      count: 30,
      followers: [{ className: 'Array', type: 'object', count: 30 }],
    });
    expect(leak?.verifiedCut).to.include({ text: 'global.pool.free[0].history', references: 1, freed: 30 });
    expect(leak).to.deep.include({ holders: [], holdersComplete: true });
    expect(array).to.deep.include({ className: 'Array', count: 1 });
  });

  it('counts the nodes of a tree that turns as one, also below nodes that are older', async () => {
    const heap = new Heap();
    const nodes = Array.from({ length: 63 }, () => heap.own('Node'));
    const lists = nodes.map((node) => {
      const list = heap.object('Array');
      heap.property(node, 'next', list);
      return list;
    });
    const [root] = nodes;
    if (root === undefined) throw new RangeError('a tree has a root');
    heap.property(heap.global, 'root', root);
    for (const [at, list] of lists.entries()) {
      for (const below of nodes.slice(2 * at + 1, 2 * at + 3)) heap.edge(list, 'element', 0, below);
    }
    // Older nodes, with their lists, have come below newer ones, and new ones below those.
    const old = new Set([3, 4, 9].flatMap((at) => [nodes[at], lists[at]]));
    const isOld = (node: NodeOrdinal): boolean => old.has(node);
    const [one, ...more] = await heap.witnesses(
      [...nodes, ...lists].filter((node) => !isOld(node)),
      { isOld },
    );
    expect(more).to.deep.equal([]);
    expect(one).to.deep.include({
      className: 'Node',
      count: 60,
      followers: [{ className: 'Array', type: 'object', count: 60 }],
    });
  });

  it('counts what only a leaking object retains with it, also below old nodes of V8', async () => {
    const heap = new Heap();
    const [list, session, code, user] = [
      heap.object('Array'),
      heap.own('Session'),
      heap.node('code', 'handler'),
      heap.own('User'),
    ];
    heap.property(heap.global, 'list', list).edge(list, 'element', 0, session);
    heap.edge(session, 'internal', 'code', code).edge(code, 'internal', 'user', user);
    const [one, ...more] = await heap.witnesses([session, user], {
      isOld: (node) => node === list || node === code,
    });
    expect(more).to.deep.equal([]);
    expect(one).to.include({ className: 'Session', count: 1 });
  });

  it('detects texts that grow under the properties of an object, instead of a table with ever more keys', async () => {
    const heap = new Heap();
    const logs = heap.object('Object');
    heap.property(heap.global, 'logs', logs);
    const parts = ['a', 'b', 'c'].flatMap((tenant) => {
      const all = Array.from({ length: 20 }, () => heap.node('concatenated string', '(concatenated string)'));
      heap.property(logs, tenant, all[0] ?? logs);
      for (const [at, part] of all.slice(1).entries()) heap.edge(all[at] ?? logs, 'internal', 'first', part);
      return all;
    });
    const [one, ...more] = await heap.witnesses(parts, { isOld: (node) => node === logs });
    expect(more).to.deep.equal([]);
    expect(one?.kind).to.include({ id: 'other', detail: 'text' });
    expect(one?.kind.holder).to.match(/logs\.[abc]$/);
  });

  it('names the objects of a chain that retain the members, if these were added during the run', async () => {
    const kindIn = async (isOld: boolean): Promise<Witness['kind'] | undefined> => {
      const heap = new Heap();
      const days = Array.from({ length: 24 }, () => heap.own('Day'));
      heap.property(heap.global, 'today', days[0] ?? heap.global);
      const keys = days.flatMap((day, at) => {
        const list = heap.object('Array');
        heap.property(day, 'keys', list).property(day, 'previous', days[at + 1] ?? heap.object('Object'));
        return Array.from({ length: 4 }, (_, index) => {
          const key = heap.own('Key');
          heap.edge(list, 'element', index, key);
          return key;
        });
      });
      const [one] = await heap.witnesses(keys, { isOld: (node) => isOld && !keys.includes(node) });
      return one?.kind;
    };
    expect(await kindIn(false)).to.include({ id: 'other', detail: 'chain', held: 'Day', holder: 'previous' });
    expect(await kindIn(true)).to.include({ id: 'growing-array', held: 'Key' });
  });

  it('names the function in a list, not the members that it retains', async () => {
    const heap = new Heap();
    const resolvers = heap.object('Array');
    heap.property(heap.global, 'resolvers', resolvers);
    const members = [0, 1, 2, 3].map((index) => {
      const [resolve, promise] = [heap.node('closure', ''), heap.object('Promise')];
      heap.edge(resolvers, 'element', index, resolve).property(resolve, 'promise', promise);
      return promise;
    });
    const [one] = await heap.witnesses(members, { isOld: (node) => node === resolvers });
    expect(one?.kind).to.include({ id: 'closure-list', held: '(anonymous)()', holder: 'global.resolvers' });
  });

  it('handles many heads behind one long chain', async () => {
    const heap = new Heap();
    const promise = heap.object('Promise');
    heap.property(heap.global, 'never', promise);
    let at = heap.node('hidden', 'system / PromiseReaction');
    heap.edge(promise, 'internal', 'reactions_or_result', at);
    const suspects: NodeOrdinal[] = [];
    for (let more = 0; more < 5000; more++) {
      const [next, waiting] = [heap.node('hidden', 'system / PromiseReaction'), heap.own('Waiting')];
      heap.edge(at, 'hidden', 0, next).edge(at, 'hidden', 1, waiting);
      suspects.push(waiting);
      at = next;
    }
    const [one, ...more] = await heap.witnesses(suspects);
    expect(more).to.deep.equal([]);
    expect(one).to.deep.include({ count: 5000, signature: ['global', 'never', 'promise', 'Waiting'] });
    expect(one?.holders).to.deep.equal([]);
  });
});
