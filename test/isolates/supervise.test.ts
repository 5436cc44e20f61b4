import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { inheritedOptions } from '../../harness/isolates/connection/inherited-options.js';
import { supervise } from '../../harness/isolates/supervision/supervise.js';
import type { Death } from '../../harness/isolates/connection/worker-errors.js';
import { isRunning, until } from '../support/run-program.js';

const PROGRAM = new URL('../support/programs/supervised.js', import.meta.url);

/** Runs the program, aborts at its first message when asked to, and checks that its temporary folder is gone. */
async function deathOf(act: string, { aborts = false, graceMs = 5000 } = {}): Promise<Death> {
  const controller = new AbortController();
  const messages: unknown[] = [];
  const death = await supervise(
    PROGRAM,
    { act },
    {
      graceMs,
      signal: controller.signal,
      onMessage: (message) => {
        messages.push(message);
        if (aborts) controller.abort();
      },
    },
  );
  const [first] = messages as { temporary: string }[];
  expect(first?.temporary).to.match(/heapwitness-/);
  expect(existsSync(first?.temporary ?? '')).to.equal(false);
  return death;
}

describe('supervise()', () => {
  const deaths: Record<string, Partial<Death>> = {
    end: { reason: 'exited', exitCode: 0, signal: null, error: null },
    exit: { reason: 'crashed', exitCode: 3, signal: null },
    abort: { reason: 'crashed', exitCode: null, signal: 'SIGABRT' },
  };
  for (const [act, death] of Object.entries(deaths)) {
    it(`reports how a program that does "${act}" ended, and removes its temporary folder`, async () => {
      expect(await deathOf(act)).to.include(death);
    });
  }

  it('ends a program that ends on request', async () => {
    expect(await deathOf('obey', { aborts: true })).to.include({ reason: 'exited', exitCode: 0 });
  });

  for (const act of ['ignore', 'loop']) {
    it(`kills a program that does not end on request (${act})`, async () => {
      const death = await deathOf(act, { aborts: true, graceMs: 50 });
      expect(death).to.include({ reason: 'crashed', exitCode: null, signal: 'SIGKILL' });
    });
  }

  it('passes its program an input that is longer than an argument may be', async () => {
    const input = { act: 'end', more: 'x'.repeat(1 << 20) };
    const death = await supervise(PROGRAM, input, { onMessage: () => undefined });
    expect(death).to.include({ reason: 'exited', exitCode: 0 });
  });

  it('ends a program that has sent its last message but does not exit', async () => {
    const onMessage = (message: unknown): boolean => Object.hasOwn(message as object, 'looping');
    const death = await supervise(PROGRAM, { act: 'loop' }, { onMessage, graceMs: 50 });
    expect(death).to.include({ reason: 'crashed', signal: 'SIGKILL' });
  });

  it('kills processes that its program has started, too', async () => {
    let left = 0;
    const onMessage = (message: unknown): void => {
      if (Object.hasOwn(message as object, 'left')) ({ left } = message as { left: number });
    };
    expect(await supervise(PROGRAM, { act: 'leave a loop' }, { onMessage })).to.include({ exitCode: 0 });
    expect(left).to.be.above(0);
    await until(async () => !(await isRunning(left)));
  });

  it('runs its program whatever script options Node was started with, and passes on each other option', async () => {
    const own = new URL('../../harness/isolates/supervision/supervise.js', import.meta.url).href;
    const script = `import { supervise } from '${own}';
      const death = await supervise(new URL('${PROGRAM.href}'), { act: 'end' }, { onMessage() {} });
      console.log(death.reason);`;
    const twice = ['--import', 'data:text/javascript,1', '--import', 'data:text/javascript,2'];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...twice, '--input-type=module', '-e', script],
      // One that ran the script again would start yet another.
      { timeout: 20_000 },
    );
    expect(stdout).to.equal('exited\n');
  });

  it('redirects the output of its program to stderr, also from a worker thread', async () => {
    const own = new URL('../../harness/isolates/supervision/supervise.js', import.meta.url).href;
    const inThread = `import { supervise } from '${own}';
      const death = await supervise(new URL('${PROGRAM.href}'), { act: 'print' }, { onMessage() {} });
      console.log(death.reason);`;
    const script = `new (require('node:worker_threads').Worker)(
      new URL('data:text/javascript,' + encodeURIComponent(${JSON.stringify(inThread)})));`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-e', script], {
      // A program that prints into a pipe that nobody reads never ends.
      timeout: 20_000,
      maxBuffer: 1 << 22,
    });
    expect(stdout).to.equal('exited\n');
    expect(stderr)
      .to.contain('printed\n')
      .and.to.contain('x'.repeat(1 << 20));
  });

  it('ends its program at once if the signal is already aborted', async () => {
    const death = await supervise(
      PROGRAM,
      { act: 'obey' },
      { signal: AbortSignal.abort(), onMessage: () => undefined },
    );
    expect(death).to.include({ reason: 'exited', exitCode: 0 });
  });
});

describe('startAhead()', () => {
  /** Runs a script that has the processes that it starts in `children`; resolves to what it printed, by line. */
  async function printedBy(script: string): Promise<string[]> {
    const own = new URL('../../harness/isolates/supervision/supervise.js', import.meta.url).href;
    const whole = `import { startAhead, supervise } from '${own}';
      import { subscribe } from 'node:diagnostics_channel';
      import { once } from 'node:events';
      import { setTimeout } from 'node:timers/promises';
      const children = [];
      subscribe('child_process', ({ process }) => children.push(process));
      const program = new URL('${PROGRAM.href}');
      const run = () => supervise(program, { act: 'end' }, { onMessage: () => undefined });
      startAhead(program);
      while (children[0]?.pid === undefined) await setTimeout(5);
      ${script}
      console.log(children.map(({ pid }) => pid).join(' '));
      process.exit();`;
    const args = ['--input-type=module', '-e', whole];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    return stdout.trimEnd().split('\n');
  }

  it('uses the started process for the next run, and another one for the run after it', async () => {
    const [reason, second, pids = ''] = await printedBy(`console.log((await run()).reason, children.length);
      console.log((await run()).reason, children.length);`);
    expect([reason, second]).to.deep.equal(['exited 1', 'exited 2']);
    expect(pids.split(' ')).to.have.length(2);
  });

  it('starts another process if the started one ended before it was used', async () => {
    const [reason] = await printedBy(`const exited = once(children[0], 'exit');
      children[0].kill('SIGKILL');
      await exited;
      console.log((await run()).reason, children.length);`);
    expect(reason).to.equal('exited 2');
  });

  it('leaves no process if nothing is run', async () => {
    const [pid = ''] = await printedBy('');
    await until(async () => !(await isRunning(Number(pid))));
  });
});

describe('inheritedOptions()', () => {
  const kept = ['-r', './a.js', '-r', './b.js', '--expose-gc'];
  for (const script of [
    ['-e', 'run()'],
    ['--eval=run()'],
    ['--input-type', 'module', '-pe', 'run()'],
    ['--input-type=module', '--print', 'run()'],
    ['-p'],
    [],
  ]) {
    it(`leaves out only the script to run (${script.join(' ') || 'a file'})`, () => {
      expect(inheritedOptions([...script, ...kept])).to.deep.equal(kept);
      expect(inheritedOptions([...kept, ...script])).to.deep.equal(kept);
    });
  }
});
