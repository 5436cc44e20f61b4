import { expect } from 'chai';
import { collectGarbage } from 'heapwitness';
import type { GcEffort } from 'heapwitness';
import { expectHeapwitnessError, rejectionOf } from '../../support/errors.js';
import { KINDS, withWorker } from '../../support/both-kinds.js';
import { runProgram } from '../../support/run-program.js';

type Printed = GcEffort & { heldLives: boolean; droppedLives: boolean } & { code?: string; message?: string };

async function collectElsewhere(execArgv: readonly string[], args: readonly string[] = []): Promise<Printed> {
  const { code, stdout, stderr } = await runProgram('collect', { execArgv, args });
  expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Printed;
}

describe('collectGarbage()', () => {
  for (const [how, execArgv, means] of [
    ['with --expose-gc', ['--expose-gc'], 'globalThis.gc'],
    ['without --expose-gc', [], 'vm-context'],
  ] as const) {
    it(`collects a dropped object and keeps a held one, ${how}`, async () => {
      const effort = await collectElsewhere(execArgv);
      expect(effort).to.include({ means, heldLives: true, droppedLives: false, settled: true });
      expect(effort.canaryRound).to.be.within(1, effort.rounds);
      expect(effort.rounds).to.be.within(4, 16);
    });
  }

  it('rejects with ERR_GC_UNAVAILABLE and the remedy when gc does nothing: the canary lives', async () => {
    const { code, message } = await collectElsewhere(['--expose-gc'], ['no-op']);
    expect(code).to.equal('ERR_GC_UNAVAILABLE');
    expect(message).to.include('after 16 rounds').and.include('Start Node with --expose-gc');
    expect(message).to.include('nothing replaces globalThis.gc');
  });

  it('continues while the given count falls, and is settled when it no longer does', async () => {
    let calls = 0;
    const effort = await collectGarbage({ count: () => Math.max(0, 8 - ++calls) });
    expect(effort).to.include({ rounds: 10, settled: true });
  });

  it('is not settled after the maximum number of rounds, and says so', async () => {
    let calls = 0;
    const effort = await collectGarbage({ maximumRounds: 6, count: () => -++calls });
    expect(effort).to.include({ rounds: 6, settled: false });
  });

  it('ends as soon as `until` is true, and continues until then', async () => {
    let asked = 0;
    const effort = await collectGarbage({ minimumRounds: 9, until: () => ++asked === 2 });
    expect(effort).to.include({ rounds: 2, settled: true });
    const never = await collectGarbage({ minimumRounds: 5, count: () => 0, until: () => false });
    expect(never.rounds).to.equal(5);
  });

  it('runs at least the requested number of rounds', async () => {
    const effort = await collectGarbage({ minimumRounds: 7, count: () => 0 });
    expect(effort.rounds).to.equal(7);
  });

  it('rejects rounds that are not a whole number from 1 with ERR_USAGE', async () => {
    for (const rounds of [0, -1, 1.5, Number.NaN]) {
      expectHeapwitnessError(await rejectionOf(collectGarbage({ maximumRounds: rounds })), 'ERR_USAGE');
      expectHeapwitnessError(await rejectionOf(collectGarbage({ minimumRounds: rounds })), 'ERR_USAGE');
    }
  });

  for (const kind of KINDS) {
    describe(`in a worker ${kind.kind}`, () => {
      it('collects a dropped object and keeps a held one', () =>
        withWorker(
          kind,
          async (worker) => {
            await worker.call('keep', { count: 50 });
            const effort = await worker.collectGarbage();
            expect(effort.canaryRound).to.be.within(1, effort.rounds);
            expect(await worker.queryObjects()).to.deep.equal({ Kept: 50 });
            await worker.call('letGo');
            await worker.collectGarbage();
            expect(await worker.queryObjects()).to.deep.equal({ Kept: 0 });
          },
          { countedClasses: ['Kept'] },
        ));

      it('is limited to its isolate: a collection here collects nothing in the worker', () =>
        withWorker(kind, async (worker) => {
          await worker.call('dropOne');
          await collectGarbage();
          expect(await worker.call('isDroppedGone')).to.equal(false);
          await worker.collectGarbage();
          expect(await worker.call('isDroppedGone')).to.equal(true);
        }));

      it('rejects with ERR_GC_UNAVAILABLE if code in the worker replaced gc; the worker stays usable', () =>
        withWorker(kind, async (worker) => {
          await worker.call('replaceGc');
          expectHeapwitnessError(await rejectionOf(worker.collectGarbage()), 'ERR_GC_UNAVAILABLE');
          expect(await worker.call('ping')).to.equal('pong');
        }));
    });
  }
});
