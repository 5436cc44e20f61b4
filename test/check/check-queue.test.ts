import { expect } from 'chai';
import { inTurn } from '../../harness/check/run/check-queue.js';
import { rejectionOf } from '../support/errors.js';
import { runProgram } from '../support/run-program.js';

const TICK = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that notes when it begins and ends, and how many others are at it. */
function worker(log: string[]): (name: string, signal?: AbortSignal) => Promise<string> {
  let atWork = 0;
  return (name, signal) =>
    inTurn(signal, async () => {
      atWork += 1;
      log.push(`${name} of ${atWork}`);
      await TICK();
      atWork -= 1;
      if (name === 'throws') throw new Error('thrown');
      return name;
    });
}

describe('inTurn()', () => {
  it('runs tasks one after the other, also after one that throws', async () => {
    const log: string[] = [];
    const work = worker(log);
    const failed = rejectionOf(work('throws'));
    expect(await Promise.all([work('a'), work('b')])).to.deep.equal(['a', 'b']);
    expect(await failed).to.include({ message: 'thrown' });
    expect(log).to.deep.equal(['throws of 1', 'a of 1', 'b of 1']);
  });

  it('lets a task stop waiting, without letting later tasks overtake earlier ones', async () => {
    const log: string[] = [];
    const work = worker(log);
    const controller = new AbortController();
    const first = work('first');
    const gaveUp = rejectionOf(work('never', controller.signal));
    const last = work('last');
    controller.abort(new Error('no time'));
    expect(await gaveUp).to.include({ message: 'no time' });
    expect(await Promise.all([first, last])).to.deep.equal(['first', 'last']);
    expect(log).to.deep.equal(['first of 1', 'last of 1']);
  });

  it('waits for work that a finished task left running', async () => {
    const log: string[] = [];
    let rest = (): void => undefined;
    await inTurn(undefined, ({ keepFor }) => {
      keepFor(new Promise<void>((resolve) => (rest = resolve)));
      return Promise.resolve();
    });
    const next = inTurn(undefined, () => Promise.resolve(log.push('next')));
    await TICK();
    log.push('rest');
    rest();
    await next;
    expect(log).to.deep.equal(['rest', 'next']);
  });

  it('is one queue for all copies of the package', async () => {
    const copy = (await import(
      `${new URL('../../harness/check/run/check-queue.js', import.meta.url).href}?copy`
    )) as { inTurn: typeof inTurn };
    const log: string[] = [];
    const first = inTurn(undefined, async () => {
      await TICK();
      log.push('ours');
    });
    await copy.inTurn(undefined, () => Promise.resolve(log.push('copy')));
    await first;
    expect(log).to.deep.equal(['ours', 'copy']);
  });
});

describe('checkLeaks, of functions in one process', () => {
  it('runs checks one at a time, so that each sees only its own objects', async () => {
    const { stdout, stderr } = await runProgram('check-functions', { args: ['two at once'] });
    expect(JSON.parse(stdout), stderr).to.deep.include({ verdicts: ['clean', 'leak', 'inconclusive'] });
  });
});
