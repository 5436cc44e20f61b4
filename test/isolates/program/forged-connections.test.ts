import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { HeapwitnessIsolates } from '../../../harness/isolates/agent/in-process/index.js';
import { isNodeProcess } from '../../../harness/isolates/agent/process-list.js';
import { ConnectedProcesses } from '../../../harness/isolates/program/connected/index.js';
import { type OtherHeaps, Program } from '../../../harness/isolates/program/index.js';
import { LineReader } from '../../../harness/isolates/program/connected/line-reader.js';
import { until } from '../../support/run-program.js';

const TASKS = fileURLToPath(new URL('../../support/workers/task-process.js', import.meta.url));
const BRAND = '0123456789abcdef';
const ENDLESS = `setInterval(() => null, 1e3)`;
const MEBIBYTE = 2 ** 20;

describe('A connection of something other than a child process', function () {
  this.timeout(120_000);

  const children: ChildProcess[] = [];
  const sockets: Socket[] = [];
  let connected: ConnectedProcesses;
  let isolates: HeapwitnessIsolates;
  let program: Program;
  let restore: () => void;
  let address = '';

  beforeEach(() => {
    connected = new ConnectedProcesses();
    restore = connected.addTo(process.env);
    address = process.env['HEAPWITNESS_PROGRAM'] ?? '';
    isolates = new HeapwitnessIsolates({ isProcessOurs: false, brand: BRAND });
    program = new Program(BRAND, { pid: process.pid, threadId: 0, isProcessOurs: true }, connected);
  });
  afterEach(async () => {
    restore();
    isolates.stop();
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await program.close();
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  function start(): ChildProcess {
    const child = fork(TASKS, [], { stdio: 'ignore' });
    children.push(child);
    return child;
  }

  async function leak(child: ChildProcess): Promise<void> {
    const answered = once(child, 'message');
    child.send({ index: 0, kind: 'leak' });
    await answered;
  }

  /** A connection that has sent this, and everything before it has been received. */
  async function sent(text: string): Promise<Socket> {
    const socket = connect(address);
    sockets.push(socket);
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => socket.write(text, () => resolve()));
    return socket;
  }

  const greetingOf = (pid: number | undefined): string =>
    `${JSON.stringify({ pid, parent: process.pid, command: ['node', 'other.js'], relay: 99 })}\n`;

  async function look(): Promise<OtherHeaps> {
    const deadline = performance.now() + 60_000;
    const list = (): Promise<ReturnType<typeof isolates.living>> => Promise.resolve(isolates.living());
    await program.collect(list, () => Promise.resolve(), deadline);
    return program.heaps(isolates.living(), deadline);
  }

  const reasons = ({ unseen }: OtherHeaps): string[] => unseen.map(({ why }) => why);
  const counts = ({ heaps }: OtherHeaps): number[] =>
    heaps.map(({ heap }) => heap.instances('Session').length);

  it('in the name of one that has connected makes that one unseen', async () => {
    const child = start();
    await leak(child);
    expect(counts(await look())).to.deep.equal([1]);
    await sent(greetingOf(child.pid));
    await until(async () => connected.isContested(child.pid ?? 0));
    const seen = await look();
    expect(counts(seen)).to.deep.equal([]);
    expect(reasons(seen)).to.deep.equal(['more than one connection says that it is this process']);
  });

  it('in the name of one that has not connected yet makes that one unseen', async () => {
    const child = start();
    await sent(greetingOf(child.pid));
    await leak(child);
    await until(async () => connected.isContested(child.pid ?? 0));
    expect(reasons(await look())).to.deep.equal(['more than one connection says that it is this process']);
  });

  it('that ends leaves the process unseen in whose name it was', async () => {
    const child = start();
    const first = await sent(greetingOf(child.pid));
    await leak(child);
    await until(async () => connected.isContested(child.pid ?? 0));
    first.destroy();
    await until(async () => connected.count === 1);
    expect(connected.living().map(({ pid }) => pid)).to.deep.equal([child.pid]);
    expect(reasons(await look())).to.have.lengthOf(1);
    child.kill('SIGKILL');
    await until(async () => connected.living().length === 0);
  });

  it('in the name of a process that was started without the variables is ignored', async () => {
    const shell = spawn('sh', ['-c', `env -i ${process.execPath} -e '${ENDLESS}' & echo $!; wait`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(shell);
    const [printed] = (await once(shell.stdout, 'data')) as [Buffer];
    const pid = Number(printed.toString());
    try {
      // The shell and `env` are replaced by it.
      await until(async () => isNodeProcess(pid) === true);
      await sent(greetingOf(pid));
      const seen = await look();
      expect(seen.heaps).to.deep.equal([]);
      expect(reasons(seen).join()).to.match(/it was started without the environment variables/);
      expect(connected.living()).to.deep.equal([]);
    } finally {
      process.kill(pid, 'SIGKILL');
    }
  });

  for (const [what, pid] of Object.entries({
    'this process': process.pid,
    'the first process': 1,
    none: -4,
  })) {
    it(`in the name of ${what} is ignored`, async () => {
      const socket = await sent(greetingOf(pid));
      const child = start();
      await leak(child);
      await until(async () => connected.get(child.pid ?? 0) !== undefined);
      expect(connected.living().map((one) => one.pid)).to.deep.equal([child.pid]);
      expect(connected.count).to.equal(2);
      socket.destroy();
    });
  }

  it('cannot greet in the name of a second process', async () => {
    const [one, other] = [start(), start()];
    one.kill('SIGSTOP');
    other.kill('SIGSTOP');
    await sent(greetingOf(one.pid) + greetingOf(other.pid));
    await until(async () => connected.get(one.pid ?? 0) !== undefined);
    expect(connected.get(other.pid ?? 0)).to.equal(undefined);
  });

  const answers: Readonly<Record<string, ((id: number) => string) | null>> = {
    nothing: null,
    'an event without parameters': () => '{"method":"HeapProfiler.addHeapSnapshotChunk"}\n',
    'an error without a message': (id) => `{"id":${id},"error":null}\n`,
    'a thread without a title': () => '{"method":"NodeWorker.attachedToWorker","params":{}}\n',
    'a result that is a number': (id) => `{"id":${id},"result":7}\n`,
    'an empty result': (id) => `{"id":${id},"result":{}}\n`,
    'a long line': () => 'x'.repeat(65 * MEBIBYTE),
    'no JSON': () => 'x\n',
  };
  for (const [what, answer] of Object.entries(answers)) {
    it(`whose answer is ${what} makes its process unseen`, async () => {
      const child = start();
      // It does not connect itself.
      child.kill('SIGSTOP');
      const socket = await sent(greetingOf(child.pid));
      socket.setEncoding('utf8').on('data', (requests: string) => {
        for (const [, id] of requests.matchAll(/"id":(\d+)/g)) socket.write(answer?.(Number(id)) ?? '');
      });
      await until(async () => connected.get(child.pid ?? 0) !== undefined);
      for (let looks = 0; looks < (answer === null ? 1 : 2); looks++) {
        const seen = await look();
        expect(counts(seen)).to.deep.equal([]);
        expect(seen.unseen.map(({ id }) => id)).to.deep.equal([child.pid]);
      }
    });
  }

  it('is closed if it sends garbage or a long line before it has greeted', async () => {
    for (const text of ['no JSON\n', '{}\n', 'x'.repeat(MEBIBYTE)]) {
      const socket = await sent(text);
      if (!socket.destroyed) await once(socket, 'close');
    }
    await until(async () => connected.count === 0);
  });

  it('does not delay a look if it is silent, and is closed with the check', async () => {
    const silent = await Promise.all(Array.from({ length: 20 }, () => sent('')));
    await until(async () => connected.count === silent.length);
    await leak(start());
    expect(counts(await look())).to.deep.equal([1]);
    const closed = silent.map((socket) => once(socket, 'close'));
    await program.close();
    await Promise.all(closed);
  });
});

describe('LineReader', () => {
  it('finds the same lines however the text is divided', () => {
    const text = 'one\n\ntwo and a half\nthree';
    for (let size = 1; size <= text.length; size++) {
      const lines: string[] = [];
      const reader = new LineReader((line) => lines.push(line));
      for (let at = 0; at < text.length; at += size)
        expect(reader.push(text.slice(at, at + size), 14)).to.equal(true);
      expect(lines).to.deep.equal(['one', '', 'two and a half']);
    }
  });

  it('refuses a line that is too long, whether it has ended or not', () => {
    for (const text of ['12345', '12345\n', '1\n12345']) {
      const lines: string[] = [];
      expect(new LineReader((line) => lines.push(line)).push(text, 4)).to.equal(false);
      expect(lines).to.deep.equal(text.startsWith('1\n') ? ['1'] : []);
    }
  });
});
