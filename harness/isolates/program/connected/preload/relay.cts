const { Session } = process.getBuiltinModule('node:inspector');
const { connect } = process.getBuiltinModule('node:net');
const { parentPort, threadId, workerData } = process.getBuiltinModule('node:worker_threads');

/**
 * A thread of a Node process that a checked program started: passes messages between the check and the inspector of
 * the process's main thread. One message is one line of JSON.
 */
const { address, parent, command, cells } = workerData as {
  readonly address: string;
  readonly parent: number;
  readonly command: readonly string[];
  /** Set when the inspector is disconnected, because the process exits. */
  readonly cells: Int32Array;
};

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: object;
}

/** The event with a piece of a snapshot. */
const CHUNK = 'HeapProfiler.addHeapSnapshotChunk';
/** What names the process need not be longer. */
const MOST = 10;
const LONGEST = 1000;
/** Sent when the check has ended and the process may go on. */
const RELEASE = 'release';

const session = new Session();
const socket = connect(address, connected);
socket.on('error', () => undefined);

function connected(): void {
  socket.setEncoding('utf8');
  session.connectToMainThread();
  send({ pid: process.pid, parent, command: command.slice(0, MOST).map(shortened), relay: threadId });
  session.on('inspectorNotification', (event: { readonly method: string }) => {
    if (event.method.startsWith('NodeWorker.') || event.method === CHUNK) send(event);
  });
  let text = '';
  socket.on('data', (more: string) => {
    const lines = (text + more).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      if (line === RELEASE) release();
      else pass(JSON.parse(line) as Request);
    }
  });
  // The check has ended: nothing that the program started outlives it.
  socket.once('close', endProcess);
}

// The process exits, and waits for the inspector to be disconnected.
parentPort?.once('message', () => {
  session.disconnect();
  Atomics.store(cells, 0, 1);
  Atomics.notify(cells, 0);
});
parentPort?.unref();

function shortened(argument: string): string {
  return argument.slice(0, LONGEST);
}

function endProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}

function release(): void {
  socket.off('close', endProcess);
  session.disconnect();
  socket.destroy();
  // A thread that ends a moment after it has disconnected from the main thread's inspector aborts the process (Node 20, one
  // time in some 20 if both cores are busy), so this one stays, and does not keep the process alive.
  parentPort?.ref();
}

function pass({ id, method, params }: Request): void {
  session.post(method, params, (error, result) => {
    send(error === null ? { id, result } : { id, error: { message: error.message } });
  });
}

function send(message: object): void {
  socket.write(`${JSON.stringify(message)}\n`);
}
