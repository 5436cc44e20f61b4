import { expect } from 'chai';
import { startWorker, startWorkerProcess } from 'heapwitness';
import type { CallArguments, CallName, CallResult } from '../../../harness/isolates/workers/index.js';
import { KINDS, withWorker, workerModule } from '../../support/both-kinds.js';
import { expectWorkerError, rejectionOf } from '../../support/errors.js';
import type * as Obliging from '../../support/workers/obliging.js';

/** Whether each type can stand for the other; a claim that is wrong does not compile. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;
function holds(...claims: true[]): void {
  expect(claims).to.not.include(false);
}

interface Module {
  readonly LIMIT: number;
  readonly Class: new () => object;
  readonly none: () => void;
  readonly one: (argument: { count: number }) => Promise<string[]>;
  readonly maybe: (argument?: string) => number | Promise<number>;
}
type First<Name extends keyof Module> = CallArguments<Module[Name]>[0];

describe('call()', () => {
  it('is typed by the module of the worker: names, argument and result', () => {
    holds(true satisfies Same<CallName<Module>, 'none' | 'one' | 'maybe'>);
    holds(true satisfies Same<First<'none'>, undefined>);
    holds(true satisfies Same<First<'one'>, { count: number }>);
    holds(true satisfies Same<First<'maybe'>, string | undefined>);
    holds(true satisfies Same<CallArguments<Module['one']>['length'], 1 | 2>);
    holds(true satisfies Same<CallArguments<Module['maybe']>['length'], 0 | 1 | 2>);
    holds(true satisfies Same<CallResult<Module['none']>, void>);
    holds(true satisfies Same<CallResult<Module['one']>, string[]>);
    holds(true satisfies Same<CallResult<Module['maybe']>, number>);
    holds(true satisfies Same<Extract<CallName<typeof Obliging>, 'Kept' | 'NOT_A_FUNCTION'>, never>);
  });

  it('moves what is in the transfer list of a call to a thread, and copies it otherwise', async () => {
    await using worker = await startWorker<typeof Obliging>(workerModule('obliging'));
    const [copied, moved] = [new ArrayBuffer(8), new ArrayBuffer(16)];
    expect(await worker.call('lengthOf', copied)).to.equal(8);
    expect(await worker.call('lengthOf', moved, { transferList: [moved] })).to.equal(16);
    expect([copied.byteLength, moved.byteLength]).to.deep.equal([8, 0]);
  });
});

describe('the options of a worker', () => {
  it('that Node rejects are ERR_USAGE: a process-wide flag, invalid limits', async () => {
    const names = { worker: 'refused', call: 'start' };
    const flag = startWorker(workerModule('obliging'), { name: 'refused', execArgv: ['--expose-gc'] });
    const { message } = expectWorkerError(await rejectionOf(flag), 'ERR_USAGE', names);
    expect(message).to.include('--expose-gc');
    for (const start of [startWorker, startWorkerProcess]) {
      const late = start(workerModule('obliging'), { name: 'refused', timeoutMs: Number.NaN });
      expectWorkerError(await rejectionOf(late), 'ERR_USAGE', names);
    }
  });

  it('that Node does not know are ERR_USAGE for a process, with the message of Node', async () => {
    const start = startWorkerProcess(workerModule('obliging'), {
      name: 'odd',
      execArgv: ['--no-such-option'],
    });
    const error = expectWorkerError(await rejectionOf(start), 'ERR_USAGE', {
      worker: 'odd',
      call: 'start',
    });
    expect(error.message).to.include('exit code 9').and.include('bad option: --no-such-option');
  });

  for (const kind of KINDS) {
    it(`set the environment of a worker ${kind.kind}`, () =>
      withWorker(
        kind,
        async (worker) => expect(await worker.call('environment', 'OF_TEST')).to.equal('set'),
        { env: { ...process.env, OF_TEST: 'set' } },
      ));
  }
});
