import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ThreadLocal, type Thread } from 'heapwitness/thread-local';
import { startPoolThread } from '../pool-thread.js';

export class User {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** As the course text has it: the parent's remove() is wrapped in a static method, which anybody can call. */
export class UserContext extends ThreadLocal<User> {
  private static readonly holder = new UserContext();

  static setUser(user: User): void {
    UserContext.holder.set(user);
  }

  static userName(): string {
    return UserContext.holder.get()?.name ?? 'stranger';
  }

  static removeUser(): void {
    UserContext.holder.remove();
  }
}

function preHandle({ headers }: IncomingMessage): void {
  if (typeof headers['x-user'] === 'string') UserContext.setUser(new User(headers['x-user']));
}

const interceptors = {
  without: { preHandle, afterCompletion: () => undefined },
  with: { preHandle, afterCompletion: () => UserContext.removeUser() },
};
type Interceptor = (typeof interceptors)['with'];

const pool = ['http-1', 'http-2'].map(startPoolThread);
let server: Server;

export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

/** Starts the server; the threads of the pool take turns with the requests. Answers its port. */
export async function listen({ cleanUp }: { cleanUp: keyof typeof interceptors }): Promise<number> {
  let turn = 0;
  server = createServer((request, response) => {
    pool[turn++ % pool.length]?.run(() => dispatch(interceptors[cleanUp], request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function dispatch(interceptor: Interceptor, request: IncomingMessage, response: ServerResponse): void {
  try {
    interceptor.preHandle(request);
    response.end(handle(request));
  } catch {
    response.writeHead(500).end('failed');
  } finally {
    interceptor.afterCompletion();
  }
}

function handle({ url }: IncomingMessage): string {
  if (url === '/fail') throw new Error('The handler failed.');
  return `hello ${UserContext.userName()}`;
}

export function close(): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
