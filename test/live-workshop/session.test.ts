import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readHeapGraph } from 'heapwitness';
import { parseStep } from '../../harness/live-workshop/session/parse-step.js';
import { readLog } from '../../harness/live-workshop/session/step-log.js';
import { STORY, stepOf } from '../../harness/live-workshop/story/story.js';
import { rejectionOf } from '../support/errors.js';
import { withSession } from './live-session.js';

/** The error with which a step is refused. */
async function refusal(step: Promise<unknown>): Promise<Error> {
  return (await rejectionOf(step)) as Error;
}

const POOL_1 = { thread: 'pool-1' } as const;

describe('a session of the live workshop', () => {
  it('shows what the story states, with real threads', () =>
    withSession(async ({ session }) => {
      for (const { id, actions, after } of STORY) {
        for (const action of actions) await session.perform(stepOf(action, session.state().current));
        if (after === null) continue;
        const { threads, current } = session.state();
        expect(threads.find(({ name }) => name === current)?.look.counts, id).to.deep.equal(after);
      }
    }));

  it('shows the walk of a get() that misses, and the stale entries that it expunges', () =>
    withSession(async ({ session }) => {
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'requests', ...POOL_1, count: 8, how: 'not-removed' });
      await session.perform({ kind: 'collect', ...POOL_1 });
      await session.perform({ kind: 'miss', ...POOL_1 });
      const walks = session.state().threads[0]?.look.walks.shown ?? [];
      expect(walks.map(({ operation, owner }) => [operation, owner])).to.deep.equal([
        ['get', 'pool-1.threadLocals'],
        ['set', 'pool-1.threadLocals'],
      ]);
      const expunged = walks.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'expunge');
      expect(expunged).to.have.lengthOf(8);
    }));

  it('calls get(), set() and remove() of the key in a slot', () =>
    withSession(async ({ session }) => {
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'requests', ...POOL_1, count: 1, how: 'static-key' });
      const slot = session.state().threads[0]?.look.tables[0]?.entries[0]?.slot ?? -1;
      const lastCall = (): string | undefined =>
        session.state().threads[0]?.look.walks.shown.at(-1)?.operation;
      for (const call of ['get', 'set', 'remove'] as const) {
        await session.perform({ kind: 'slot', ...POOL_1, slot, call });
        expect(lastCall()).to.equal(call);
      }
      expect(session.state().threads[0]?.look.counts.values).to.equal(0);
      const error = await refusal(session.perform({ kind: 'slot', ...POOL_1, slot, call: 'get' }));
      expect(error).to.include({ code: 'ERR_USAGE' });
      expect(error.message).to.match(/^Slot \d+ of pool-1 is empty/);
    }));

  it('refuses a call on a stale slot: there is no key any more', () =>
    withSession(async ({ session }) => {
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'requests', ...POOL_1, count: 1, how: 'not-removed' });
      await session.perform({ kind: 'collect', ...POOL_1 });
      const slot = session.state().threads[0]?.look.tables[0]?.entries[0]?.slot ?? -1;
      const error = await refusal(session.perform({ kind: 'slot', ...POOL_1, slot, call: 'remove' }));
      expect(error.message).to.match(/is stale: its key was collected/);
    }));

  it('removes the entries of all keys that are alive', () =>
    withSession(async ({ session }) => {
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'requests', ...POOL_1, count: 20, how: 'not-removed' });
      await session.perform({ kind: 'remove-all', ...POOL_1 });
      expect(session.state().threads[0]?.look.counts).to.deep.equal({ keys: 0, values: 0, staleEntries: 0 });
    }));

  it('shows the chain to a value, with the ids of the snapshot that it has written', () =>
    withSession(async ({ session, folder }) => {
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'requests', ...POOL_1, count: 3, how: 'static-key' });
      await session.perform({ kind: 'snapshot', ...POOL_1 });
      const [thread] = session.state().threads;
      const nodes = thread?.look.trace?.nodes ?? [];
      expect(nodes.map(({ className }) => className)).to.deep.equal([
        'Thread',
        'ThreadLocalMap',
        'Array',
        'Entry',
        'RequestContext',
      ]);
      const heap = await readHeapGraph(join(folder, thread?.heap?.file ?? ''));
      const ids = heap.instances('RequestContext').map((node) => heap.id(node));
      expect(ids).to.deep.equal([nodes.at(-1)?.id]);
    }));

  it('keeps the last six snapshots only', () =>
    withSession(async ({ session, folder }) => {
      await session.perform({ kind: 'start' });
      for (let time = 0; time < 8; time++) await session.perform({ kind: 'snapshot', ...POOL_1 });
      const files = (await readdir(folder)).filter((name) => name.endsWith('.heapsnapshot'));
      expect(files).to.have.lengthOf(6);
      expect(files).to.include(session.state().threads[0]?.heap?.file);
    }));

  it('does steps one after the other, in the order in which they were asked for', () =>
    withSession(async ({ session }) => {
      const [started, , ended, refused] = await Promise.all([
        session.perform({ kind: 'start' }),
        session.perform({ kind: 'requests', ...POOL_1, count: 5, how: 'not-removed' }),
        session.perform({ kind: 'end', ...POOL_1 }),
        refusal(session.perform({ kind: 'collect', ...POOL_1 })),
      ]);
      expect([started.number, ended.number]).to.deep.equal([1, 3]);
      expect(refused.message).to.equal('The thread pool-1 has ended. Start another one.');
    }));

  it('refuses more requests than the page can show, and says what helps', () =>
    withSession(async ({ session }) => {
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'requests', ...POOL_1, count: 200, how: 'not-removed' });
      const step = { kind: 'requests', ...POOL_1, count: 200, how: 'not-removed' } as const;
      const error = await refusal(session.perform(step));
      expect(error.message).to.match(/^pool-1 has 200 entries; with 200 more .* Call remove\(\) of all keys/);
    }));

  it('refuses a ninth thread, and goes on with eight', () =>
    withSession(async ({ session }) => {
      for (let time = 0; time < 8; time++) await session.perform({ kind: 'start' });
      const error = await refusal(session.perform({ kind: 'start' }));
      expect(error.message).to.match(/^8 threads run already/);
      await session.perform({ kind: 'end', thread: 'pool-8' });
      await session.perform({ kind: 'start' });
      expect(session.state().threads.at(-1)).to.include({ name: 'pool-9', state: 'running' });
    }));

  it('names the threads there are when a step names another one', () =>
    withSession(async ({ session }) => {
      await session.perform({ kind: 'start' });
      const error = await refusal(session.perform({ kind: 'collect', thread: 'pool-7' }));
      expect(error.message).to.equal('There is no thread "pool-7". Running: pool-1.');
    }));

  it('ends a step that is being done when it is aborted, and logs that', () =>
    withSession(async ({ session, abort, logFile }) => {
      await session.perform({ kind: 'start' });
      const step = session.perform({ kind: 'snapshot', ...POOL_1 });
      abort.abort(new Error('stopped in the middle'));
      expect((await refusal(step)).message).to.equal('stopped in the middle');
      const log = await readLog(logFile);
      expect(log.map(({ error }) => error)).to.deep.equal([null, 'stopped in the middle']);
    }));

  it('compares a guess with what the next collection leaves, and keeps it until the step after that', () =>
    withSession(async ({ session }) => {
      const guess = { keys: 0, values: 4 };
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'requests', ...POOL_1, count: 4, how: 'not-removed' });
      await session.perform({ kind: 'guess', ...guess });
      expect(session.state().guess).to.deep.equal({ ...guess, real: null });
      await session.perform({ kind: 'story', at: 3 });
      await session.perform({ kind: 'collect', ...POOL_1 });
      const real = { keys: 0, values: 4, staleEntries: 4 };
      expect(session.state().guess).to.deep.equal({ ...guess, real });
      await session.perform({ kind: 'story', at: 4 });
      await session.perform({ kind: 'collect', ...POOL_1 });
      expect(session.state().guess).to.deep.equal({ ...guess, real });
      await session.perform({ kind: 'miss', ...POOL_1 });
      expect(session.state().guess).to.equal(null);
    }));

  it('counts a scene as done after its last step, and one without steps at once', () =>
    withSession(async ({ session }) => {
      const isDone = (): boolean => session.state().isSceneDone;
      expect(isDone()).to.equal(false);
      await session.perform({ kind: 'start' });
      expect(isDone()).to.equal(true);
      await session.perform({ kind: 'story', at: 1 });
      expect(isDone()).to.equal(false);
      await session.perform({ kind: 'story', at: 2 });
      expect(isDone()).to.equal(true);
    }));

  it('logs each step with the counts after it', () =>
    withSession(async ({ session, logFile }) => {
      await session.perform({ kind: 'start' });
      await session.perform({ kind: 'guess', keys: 0, values: 4 });
      await session.perform({ kind: 'requests', ...POOL_1, count: 4, how: 'not-removed' });
      const log = await readLog(logFile);
      expect(log).to.deep.equal(session.state().last);
      expect(log.map(({ step }) => step.kind)).to.deep.equal(['start', 'guess', 'requests']);
      expect(log.at(-1)?.counts).to.deep.equal({ 'pool-1': { keys: 4, values: 4, staleEntries: 0 } });
    }));
});

describe('a step that came as JSON', () => {
  const wrong: readonly [input: unknown, message: RegExp][] = [
    [undefined, /^A step cannot be undefined/],
    [[], /^A step cannot be \[\]/],
    [{ kind: 'explode' }, /^kind cannot be "explode"\. Give one of: start, end, requests/],
    [{ kind: 'end' }, /^thread cannot be undefined\. Give the name of a thread, such as "pool-1"/],
    [{ kind: 'end', thread: 'x'.repeat(1000) }, /^thread cannot be "x+/],
    [{ kind: 'requests', thread: 'pool-1', count: 0, how: 'removed' }, /^count cannot be 0/],
    [{ kind: 'requests', thread: 'pool-1', count: 201, how: 'removed' }, /from 1 to 200\.$/],
    [{ kind: 'requests', thread: 'pool-1', count: 1, how: 'constructor' }, /^how cannot be "constructor"/],
    [{ kind: 'slot', thread: 'pool-1', slot: 1.5, call: 'get' }, /^slot cannot be 1\.5/],
    [{ kind: 'slot', thread: 'pool-1', slot: 1, call: 'clear' }, /Give one of: get, set, remove\.$/],
    [{ kind: 'guess', keys: -1, values: 0 }, /^keys cannot be -1/],
    [{ kind: 'story', at: '2' }, /^at cannot be "2"/],
  ];
  for (const [input, message] of wrong)
    it(`is refused: ${JSON.stringify(input)?.slice(0, 60) ?? 'nothing'}`, () => {
      expect(() => parseStep(input))
        .to.throw(message)
        .with.property('code', 'ERR_USAGE');
    });

  it('has no field but those of its kind', () => {
    expect(parseStep({ kind: 'collect', thread: 'pool-1', more: true })).to.deep.equal({
      kind: 'collect',
      thread: 'pool-1',
    });
  });
});
