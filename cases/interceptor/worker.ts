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

/** The interceptor sets the user; for the path /refused it throws after that. It never returns false. */
function preHandle({ url, headers }: IncomingMessage): void {
  if (typeof headers['x-user'] === 'string') UserContext.setUser(new User(headers['x-user']));
  if (url === '/refused') throw new Error('The interceptor failed.');
}

const removeUser = (): void => UserContext.removeUser();
const nothing = (): void => undefined;
const interceptors = {
  none: { afterCompletion: nothing, afterConcurrentHandlingStarted: nothing, filter: nothing },
  interceptor: { afterCompletion: removeUser, afterConcurrentHandlingStarted: nothing, filter: nothing },
  both: { afterCompletion: removeUser, afterConcurrentHandlingStarted: removeUser, filter: nothing },
  filter: { afterCompletion: nothing, afterConcurrentHandlingStarted: nothing, filter: removeUser },
};
export type CleanUp = keyof typeof interceptors;
type Interceptor = (typeof interceptors)[CleanUp];

const pool = ['http-1', 'http-2'].map(startPoolThread);
/** The thread that completes asynchronous requests. */
const completing = startPoolThread('http-3');
let server: Server;

export function threads(): Thread[] {
  return [...pool, completing].map(({ thread }) => thread);
}

/** Starts the server; the threads of the pool take turns with the requests. Answers its port. */
export async function listen({ cleanUp }: { cleanUp: CleanUp }): Promise<number> {
  let turn = 0;
  const interceptor = interceptors[cleanUp];
  server = createServer((request, response) => {
    pool[turn++ % pool.length]?.run(() => {
      try {
        dispatch(interceptor, request, response);
      } finally {
        interceptor.filter();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** After Spring's documents: `afterCompletion` runs only if `preHandle` succeeded, and on the thread that completes. */
function dispatch(interceptor: Interceptor, request: IncomingMessage, response: ServerResponse): void {
  let isCompleting = false;
  try {
    preHandle(request);
    isCompleting = request.url !== '/later';
    if (isCompleting) response.end(handle(request));
    else later(interceptor, request, response);
  } catch {
    response.writeHead(500).end('failed');
  } finally {
    if (isCompleting) interceptor.afterCompletion();
  }
}

/** The first thread is free for the next request; another one begins anew with `preHandle`, and completes this one. */
function later(interceptor: Interceptor, request: IncomingMessage, response: ServerResponse): void {
  const result = handle(request);
  interceptor.afterConcurrentHandlingStarted();
  setImmediate(() =>
    completing.run(() => {
      preHandle(request);
      response.end(result);
      interceptor.afterCompletion();
    }),
  );
}

function handle({ url }: IncomingMessage): string {
  if (url === '/fail') throw new Error('The handler failed.');
  return `hello ${UserContext.userName()}`;
}

export function close(): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
