import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRecord } from '../../core/is-record.js';
import { notAtExit, removeAtExit } from '../../core/at-exit.js';
import { hasVariable, isNodeProcess } from '../agent/process-list.js';
import { InspectorSession } from './inspector-session.js';
import { ProcessSessions } from './process-sessions.js';

const PRELOAD = fileURLToPath(new URL('preload/preload.cjs', import.meta.url));
const ADDRESS = 'HEAPWITNESS_PROGRAM';
const OPTIONS = 'NODE_OPTIONS';
/** As in `preload/relay.cts`. */
const RELEASE = 'release';

/** What the thread of the harness in a process says of that process; see `preload/relay.cts`. */
interface Greeting {
  readonly pid: number;
  /** Id of the process that started it. */
  readonly parent: number;
  /** Node's `process.argv`. */
  readonly command: readonly string[];
  /** Id of the harness's thread in it. */
  readonly relay: number;
}

/** A Node process that has connected. */
export interface ConnectedProcess extends Greeting {
  readonly sessions: ProcessSessions;
}

/**
 * The Node processes that this process and its descendants start from now on: each of them connects by a socket, because
 * the environment variables that it inherits make it load the harness's preload. Its channel of `fork()` is not used.
 */
export class ConnectedProcesses {
  readonly #server: Server;
  readonly #address: string;
  readonly #processes = new Map<number, ConnectedProcess>();
  readonly #sockets = new Set<Socket>();
  #error: string | null = null;

  constructor() {
    const name = `heapwitness-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
    this.#address = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
    this.#server = createServer((socket) => this.#greet(socket));
    this.#server.on('error', (error) => (this.#error = error.message));
    this.#server.listen(this.#address);
    this.#server.unref();
    removeAtExit(this.#address);
  }

  /** Why no process can connect; `null` if they can. */
  get error(): string | null {
    return this.#error;
  }

  /** Whether a process will connect, unless it runs something other than Node; true if the system does not say so. */
  isExpected(pid: number): boolean {
    return isNodeProcess(pid) === null || hasVariable(pid, ADDRESS, this.#address);
  }

  /** The address to which they connect: the path of a socket. */
  get address(): string {
    return this.#address;
  }

  /** Number of open connections; each of them is an open file of this process. */
  get count(): number {
    return this.#sockets.size;
  }

  /**
   * Adds what processes need to connect to their environment variables.
   *
   * @returns restores the variables, unless they have been changed since
   */
  addTo(environment: NodeJS.ProcessEnv): () => void {
    const { [ADDRESS]: address, [OPTIONS]: options } = environment;
    const before: NodeJS.ProcessEnv = { [ADDRESS]: address, [OPTIONS]: options };
    const added = {
      [ADDRESS]: this.#address,
      [OPTIONS]: `${options ?? ''} --require ${JSON.stringify(PRELOAD)}`.trimStart(),
    };
    Object.assign(environment, added);
    return () => {
      for (const [name, value] of Object.entries(added)) {
        if (environment[name] !== value) continue;
        if (before[name] === undefined) delete environment[name];
        else environment[name] = before[name];
      }
    };
  }

  get(pid: number): ConnectedProcess | undefined {
    return this.#processes.get(pid);
  }

  /** The processes that are alive. */
  living(): ConnectedProcess[] {
    return [...this.#processes.values()];
  }

  /**
   * Ends the connections.
   *
   * @param isOver whether the processes end with them; otherwise they run on
   */
  close(isOver: boolean): void {
    if (!isOver) for (const socket of this.#sockets) socket.end(`${RELEASE}\n`);
    for (const { sessions } of this.living()) sessions.end();
    if (isOver) for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    notAtExit(this.#address);
  }

  #greet(socket: Socket): void {
    this.#sockets.add(socket);
    socket.unref();
    socket.setEncoding('utf8');
    let greeted: ConnectedProcess | null = null;
    const session = new InspectorSession((message) => socket.write(`${JSON.stringify(message)}\n`));
    // A process that is killed resets the connection; what follows is the event `close`.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      greeted?.sessions.end();
      if (greeted !== null && this.#processes.get(greeted.pid) === greeted)
        this.#processes.delete(greeted.pid);
    });
    onLines(socket, (line) => {
      const message = recordIn(line);
      // Anything may connect: the address is among the variables of the program.
      if (message === null) socket.destroy();
      else if (isGreeting(message)) {
        greeted ??= { ...message, sessions: new ProcessSessions(session) };
        this.#processes.set(message.pid, greeted);
      } else if (greeted !== null) session.receive(message);
    });
  }
}

/** Returns the object that a line of JSON contains; `null` if it contains none. */
function recordIn(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(line);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isGreeting(
  message: Readonly<Record<string, unknown>>,
): message is Readonly<Record<string, unknown>> & Greeting {
  const { pid, parent, relay, command } = message;
  const areNumbers = [pid, parent, relay].every((one) => Number.isSafeInteger(one));
  return areNumbers && Array.isArray(command) && command.every((one) => typeof one === 'string');
}

function onLines(socket: Socket, listener: (line: string) => void): void {
  let text = '';
  socket.on('data', (more: string) => {
    const lines = (text + more).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) listener(line);
  });
}
