import { type ChildProcess, fork, type ForkOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { HeapwitnessIsolates } from '../../../harness/isolates/agent/in-process/index.js';
import { ConnectedProcesses } from '../../../harness/isolates/program/connected/index.js';
import type { OtherIsolate } from '../../../harness/isolates/agent/index.js';
import { type OtherHeaps, Program } from '../../../harness/isolates/program/index.js';

const TASKS = new URL('../../support/workers/task-thread.js', import.meta.url);
const PROCESS_TASKS = fileURLToPath(new URL('../../support/workers/task-process.js', import.meta.url));
const BRAND = '0123456789abcdef';
/** No thread has this id. */
const NONE = -5;
/** The id of a thread that has ended. */
const ENDED = -1;

describe('Program', () => {
  const workers: Worker[] = [];
  let program: Program;

  beforeEach(
    () =>
      void (program = new Program(
        BRAND,
        { pid: process.pid, threadId: NONE, isProcessOurs: true },
        new ConnectedProcesses(),
      )),
  );
  afterEach(async () => {
    await program.close();
    for (const worker of workers.splice(0)) await worker.terminate();
  });

  async function started(workerData: object = {}): Promise<Worker> {
    const worker = new Worker(TASKS, { workerData, stdout: true });
    worker.stdout.resume();
    workers.push(worker);
    await once(worker, 'online');
    return worker;
  }

  async function task(worker: Worker, index: number, kind: string): Promise<void> {
    const answered = once(worker, 'message');
    worker.postMessage({ index, kind });
    await answered;
  }

  /** Looks at all threads once. */
  async function look(): Promise<OtherHeaps> {
    const deadline = performance.now() + 60_000;
    await collect(deadline);
    return program.heaps(known(), deadline);
  }

  function collect(deadline: number): Promise<void> {
    return program.collect(
      () => Promise.resolve(known()),
      () => Promise.resolve(),
      deadline,
    );
  }

  function known(): OtherIsolate[] {
    return workers.flatMap(({ threadId: id }) => {
      if (id === ENDED) return [];
      return [{ kind: 'worker' as const, id, name: `thread ${id}`, startedAt: null }];
    });
  }

  it('reads the heap of a thread, with its controls', async () => {
    const worker = await started();
    for (let index = 0; index < 5; index++) await task(worker, index, 'leak');
    const { heaps, unseen } = await look();
    expect(unseen).to.deep.equal([]);
    const [first] = heaps;
    expect(first?.isolate.id).to.equal(worker.threadId);
    expect(first?.heap.instances('Session')).to.have.lengthOf(5);
    expect(first?.heap.instances('HeapwitnessHeldObject')).to.have.lengthOf(1);
    expect(first?.heap.instances('HeapwitnessDroppedObject')).to.have.lengthOf(0);
  });

  it('reads the heap of a thread that another thread started', async () => {
    const worker = await started({ nested: true });
    await task(worker, 0, 'leak');
    const { heaps } = await look();
    const counts = heaps.map(({ heap }) => heap.instances('Session').length);
    expect(counts.toSorted((a, b) => a - b)).to.deep.equal([0, 1]);
  });

  it('collects threads before any heap is read: what they drop keeps nothing alive elsewhere', async () => {
    const worker = await started();
    const { port1, port2 } = new MessageChannel();
    const seen = { isClosed: false };
    port1.once('close', () => (seen.isClosed = true));
    const answered = once(port1, 'message');
    worker.postMessage({ index: 0, kind: 'port', port: port2 }, [port2]);
    await answered;
    await collect(performance.now() + 60_000);
    // The thread closes its end when its collector has found that nobody uses it.
    for (let turns = 0; turns < 1000 && !seen.isClosed; turns++) await delay(1);
    expect(seen.isClosed).to.equal(true);
  });

  it('does not retain what a thread has logged', async () => {
    const worker = await started();
    await look();
    // From now on the inspector is connected.
    for (let index = 0; index < 5; index++) await task(worker, index, 'log');
    const { heaps } = await look();
    expect(heaps[0]?.heap.instances('Session')).to.have.lengthOf(0);
  });

  it('reads the same ids at each look', async () => {
    const worker = await started();
    await task(worker, 0, 'leak');
    const ids: number[] = [];
    for (let turn = 0; turn < 2; turn++) {
      const heap = (await look()).heaps[0]?.heap;
      const [session] = heap?.instances('Session') ?? [];
      if (heap !== undefined && session !== undefined) ids.push(heap.id(session));
    }
    expect(ids).to.have.lengthOf(2);
    expect(ids[0]).to.equal(ids[1]);
  });

  it('counts the entries of an object with holes', async () => {
    const worker = await started();
    for (let index = 0; index < 3000; index++) await task(worker, index, 'sparse');
    const [first] = (await look()).heaps;
    const { heap, isolate: { serial } = { serial: 0 } } = first ?? {};
    const [calls] = heap?.instances('Calls') ?? [];
    const table = calls === undefined ? undefined : heap?.property(calls, 'pending');
    if (heap === undefined || table === undefined) throw new Error('the table is not in the snapshot');
    expect(await program.entriesOf(serial, [heap.id(table)])).to.deep.equal([1500]);
  });

  it('says why a thread cannot be read', async () => {
    const worker = await started();
    await task(worker, 0, 'break');
    const { heaps, unseen } = await look();
    expect(heaps).to.deep.equal([]);
    expect(unseen[0]?.why).to.match(/^the harness failed in it \(TypeError/);
  });

  it('forgets threads that have ended', async () => {
    const worker = await started();
    expect((await look()).unseen).to.deep.equal([]);
    await worker.terminate();
    expect(await look()).to.deep.equal({ heaps: [], memory: [], unseen: [], ignored: [] });
  });

  it('does nothing as long as no thread was started', async () => {
    expect(await look()).to.deep.equal({ heaps: [], memory: [], unseen: [], ignored: [] });
  });
});

describe('Program, of child processes', () => {
  const children: ChildProcess[] = [];
  let connected: ConnectedProcesses;
  let isolates: HeapwitnessIsolates;
  let restore: () => void;

  beforeEach(() => {
    connected = new ConnectedProcesses();
    restore = connected.addTo(process.env);
    isolates = new HeapwitnessIsolates({ isProcessOurs: false, brand: BRAND });
  });
  afterEach(() => {
    restore();
    isolates.stop();
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(place = '', options: ForkOptions = {}): ChildProcess {
    const child = fork(PROCESS_TASKS, [place], { stdio: 'ignore', ...options });
    children.push(child);
    return child;
  }

  async function answerOf(child: ChildProcess, index: number, kind: string): Promise<unknown> {
    const answered = once(child, 'message');
    child.send({ index, kind });
    return (await answered)[0];
  }

  async function look(program: Program): Promise<OtherHeaps> {
    const deadline = performance.now() + 60_000;
    await program.collect(
      () => Promise.resolve(isolates.living()),
      () => Promise.resolve(),
      deadline,
    );
    return program.heaps(isolates.living(), deadline);
  }

  const own = (isProcessOurs: boolean): Program =>
    new Program(BRAND, { pid: process.pid, threadId: 0, isProcessOurs }, connected);

  it('reads the heaps of a child, of its child, and of its thread', async () => {
    const places = ['a child of a child', 'a thread of a child'];
    for (const place of places) await answerOf(start(place), 0, 'leak');
    const program = own(true);
    const { heaps, unseen } = await look(program);
    expect(unseen).to.deep.equal([]);
    expect(heaps.map(({ isolate }) => isolate.kind).toSorted(byText)).to.deep.equal([
      'child-process',
      'child-process',
      'child-process',
      'worker',
    ]);
    const counts = heaps.map(({ heap }) => heap.instances('Session').length);
    expect(counts.reduce((sum, one) => sum + one, 0)).to.equal(2);
    await program.close();
    // What was started to be checked ends with the check.
    for (const child of children)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });

  for (const env of [{}, { ...process.env, NODE_OPTIONS: '--no-warnings' }]) {
    it(`reads a child that is started with variables of its own: ${Object.keys(env).length}`, async () => {
      await answerOf(start('', { env }), 0, 'leak');
      const program = own(true);
      const { heaps } = await look(program);
      expect(heaps.map(({ heap }) => heap.instances('Session').length)).to.deep.equal([1]);
      await program.close();
    });
  }

  it('lets processes run on that do not exist to be checked, and reads only what the scenario has started', async () => {
    const child = start();
    await answerOf(child, 0, 'leak');
    const program = own(false);
    const { heaps } = await look(program);
    expect(heaps.map(({ isolate }) => isolate.id)).to.deep.equal([child.pid]);
    await program.close();
    expect(await answerOf(child, 1, 'leak')).to.equal(2);
    // It ends as it would have, by itself.
    child.disconnect();
    expect(await once(child, 'exit')).to.deep.equal([0, null]);
  });

  it('says why a process cannot be read', async () => {
    children.push(spawn('sleep', ['600'], { stdio: 'ignore' }));
    const program = own(true);
    const { heaps, unseen } = await look(program);
    expect(heaps).to.deep.equal([]);
    expect(unseen.map(({ name, why }) => [name.replace(/\d+/, 'n'), why])).to.deep.equal([
      ['process n (sleep 600)', 'it is not a Node.js process'],
    ]);
    await program.close();
  });

  it('drops a connection that does not speak its language, and others go on', async () => {
    const path = process.env['HEAPWITNESS_PROGRAM'] ?? '';
    for (const text of ['no JSON\n', '[1]\n', 'null\n']) {
      const socket = connect(path);
      socket.on('error', () => undefined);
      socket.write(text);
      await once(socket, 'close');
    }
    const forged = connect(path);
    forged.write('{"pid":"1"}\n{"id":1,"result":{}}\n');
    await answerOf(start(), 0, 'leak');
    const program = own(true);
    const { heaps } = await look(program);
    expect(heaps.map(({ heap }) => heap.instances('Session').length)).to.deep.equal([1]);
    forged.destroy();
    await program.close();
  });

  it('neither prints nor waits when a process exits that was read', async () => {
    const child = start('', { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let printed = '';
    child.stderr?.on('data', (text: Buffer) => (printed += text.toString()));
    await answerOf(child, 0, 'leak');
    const program = own(true);
    await look(program);
    const exited = once(child, 'exit');
    // It calls process.exit().
    child.disconnect();
    expect(await exited).to.deep.equal([0, null]);
    expect(printed).to.equal('');
    await program.close();
  });
});

function byText(one: string, other: string): number {
  return one < other ? -1 : 1;
}
