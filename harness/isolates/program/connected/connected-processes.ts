import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notAtExit, removeAtExit } from '../../../core/at-exit.js';
import {
  canListProcesses,
  hasVariable,
  isAlive,
  isNodeProcess,
  variableOf,
} from '../../agent/process-list.js';
import { type Greeting, isGreeting, recordIn } from './greeting.js';
import { InspectorSession, VisitError } from './inspector-session.js';
import { LineReader } from './line-reader.js';
import { ProcessSessions } from './process-sessions.js';

const PRELOAD = fileURLToPath(new URL('preload/preload.cjs', import.meta.url));
/** The file as it is written into the variable. */
const PRELOAD_TEXT = JSON.stringify(PRELOAD);
const ADDRESS = 'HEAPWITNESS_PROGRAM';
const OPTIONS = 'NODE_OPTIONS';
/** As in `preload/relay.cts`. */
const RELEASE = 'release';

/** Maximum lengths of a line: of a greeting, and of an answer, which may contain a part of a snapshot. */
const LONGEST_GREETING = 2 ** 16;
const LONGEST_ANSWER = 2 ** 26;

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
  /** Processes in whose name more than one connection speaks. */
  readonly #contested = new Set<number>();
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

  /**
   * Whether a process was started with the variables that make it connect, unless it runs something other than Node; true
   * if the system does not say so.
   */
  isExpected(pid: number): boolean {
    if (isNodeProcess(pid) === null) return true;
    return this.isOfProgram(pid) && variableOf(pid, OPTIONS).includes(PRELOAD_TEXT);
  }

  /** Whether a process was started by the program, with its environment variables; false if the system does not say so. */
  isOfProgram(pid: number): boolean {
    return hasVariable(pid, ADDRESS, this.#address);
  }

  /** Whether more than one connection speaks in the name of a process, so that none can be trusted. */
  isContested(pid: number): boolean {
    return this.#contested.has(pid);
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
      [OPTIONS]: `${options ?? ''} --require ${PRELOAD_TEXT}`.trimStart(),
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
    // One that is contested does not end with the connection that came first.
    return [...this.#processes.values()].filter(({ pid }) => !this.#contested.has(pid) || isAlive(pid));
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
      if (greeted === null || this.#contested.has(greeted.pid)) return;
      if (this.#processes.get(greeted.pid) === greeted) this.#processes.delete(greeted.pid);
    });
    const refuse = (): void => {
      greeted?.sessions.end(new VisitError(WRONG_ANSWER));
      socket.destroy();
    };
    // Anything may connect: the address is among the variables of the program.
    const lines = new LineReader((line) => {
      const message = recordIn(line);
      if (message === null) refuse();
      else if (greeted !== null) receive(message, greeted, session);
      else if (isGreeting(message)) greeted = this.#accept(message, session);
      else refuse();
    });
    socket.on('data', (text: string) => {
      if (!lines.push(text, greeted === null ? LONGEST_GREETING : LONGEST_ANSWER)) refuse();
    });
  }

  /**
   * Notes that a process has connected; `null` if the connection is not that of the process. A process that was started
   * with the variables connects by itself, so whoever else speaks in its name is the second one, or makes it the second.
   */
  #accept(greeting: Greeting, session: InspectorSession): ConnectedProcess | null {
    const { pid } = greeting;
    const isPlausible = canListProcesses ? isNodeProcess(pid) === true && this.isExpected(pid) : true;
    if (!isPlausible) return null;
    if (this.#processes.has(pid)) {
      this.#contested.add(pid);
      return null;
    }
    const connected = { ...greeting, sessions: new ProcessSessions(session) };
    this.#processes.set(pid, connected);
    return connected;
  }
}

const WRONG_ANSWER = 'it sent something other than the answers of an inspector';

/** Passes a message on. One that is not of an inspector ends the session. */
function receive(
  message: Readonly<Record<string, unknown>>,
  { sessions }: ConnectedProcess,
  session: InspectorSession,
): void {
  try {
    session.receive(message);
  } catch (cause) {
    sessions.end(new VisitError(WRONG_ANSWER, { cause }));
  }
}
