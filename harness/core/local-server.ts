import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { HeapwitnessError } from './errors.js';

/** A running server of pages for this machine alone. */
export interface LocalServer {
  /** Address of the first page, with the token. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends all open connections; resolves when none is left. Safe to call twice. */
  close(): Promise<void>;
}

export interface LocalServerOptions {
  /**
   * Port to listen on.
   * @defaultValue 0: any free one
   */
  readonly port?: number | undefined;
}

const HOST = '127.0.0.1';
const MOST_BYTES = 64 * 1024;
const TOKEN_BYTES = 24;

/**
 * Serves routes on 127.0.0.1. A request is answered only if it names this address in `Host`, comes from a page of this
 * server if it names an `Origin`, and carries the token, as `?token=` or in the header `x-token`. Scripts and style
 * sheets below `/assets/` need no token: they are the same for everybody.
 *
 * @throws {HeapwitnessError} `ERR_PORT` when the port is in use or may not be used
 */
export async function startLocalServer(routes: Hono, options: LocalServerOptions = {}): Promise<LocalServer> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const app = new Hono();
  let port = options.port ?? 0;
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
    fromThisMachine(() => port),
    withToken(token),
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: (context) => context.text(`The request is larger than ${MOST_BYTES} bytes.`, 413),
    }),
  );
  app.route('/', routes);
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  port = await listen(server, port);
  let closed: Promise<void> | null = null;
  return {
    url: `http://${HOST}:${port}/?token=${token}`,
    port,
    close: () => (closed ??= close(server)),
  };
}

/** Refuses requests that were sent to another name, as by DNS rebinding, and those of other sites' pages. */
function fromThisMachine(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const hosts = [`${HOST}:${port()}`, `localhost:${port()}`];
    const host = context.req.header('host') ?? '';
    if (!hosts.includes(host))
      return context.text(`This server answers requests to ${hosts[0]} only, not to "${host}".`, 403);
    const origin = context.req.header('origin');
    if (origin !== undefined && !hosts.some((one) => origin === `http://${one}`))
      return context.text(`Pages of ${origin} may not send requests to this server.`, 403);
    return next();
  };
}

function withToken(token: string): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.path.startsWith('/assets/')) return next();
    const given = context.req.header('x-token') ?? context.req.query('token') ?? '';
    if (isSame(given, token)) return next();
    const what = given === '' ? 'The address has no token.' : 'The token is not that of this server.';
    return context.text(`${what} Open the address that was printed in the terminal.`, 401);
  };
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(port, error)));
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

function portError(port: number, error: NodeJS.ErrnoException): HeapwitnessError {
  const why =
    error.code === 'EADDRINUSE'
      ? `Port ${port} of ${HOST} is in use.`
      : `Port ${port} of ${HOST} cannot be used: ${error.message}.`;
  return new HeapwitnessError('ERR_PORT', `${why} Give another one, or none to use any free one.`, {
    cause: error,
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
