import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { isHeapwitnessError } from '../../core/errors.js';
import { parsedJson } from '../../core/parsed-json.js';
import type { Session } from '../session/session.js';
import { logReport } from '../report/log-report.js';
import { parseStep } from '../session/parse-step.js';
import { type LoggedStep, readLog } from '../session/step-log.js';
import { STORY, stepOf } from '../story/story.js';
import type { Assets } from './assets.js';
import { DriverSeat } from './driver-seat.js';
import { streamState } from './state-stream.js';
import type { WindowState } from './window-state.js';

export interface RoutesOptions {
  readonly session: Session;
  readonly assets: Assets;
  readonly folder: string;
  readonly logFile: string;
}

const SNAPSHOT = /^[\w.-]+\.heapsnapshot$/;

/** The routes of the live workshop: two pages, their state, and the steps of the driver. */
export function routesOf({ session, assets, folder, logFile }: RoutesOptions): Hono {
  const seat = new DriverSeat();
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  session.onChange(changed);
  const now = (): WindowState => ({ ...session.state(), driver: seat.driver, logFile });
  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const app = new Hono();
  app.get('/', (context) => context.html(assets.page));
  app.get('/projector', (context) => context.html(assets.page));
  app.get('/assets/live.js', (context) => sent(context, 'text/javascript', assets.script));
  app.get('/assets/live.css', (context) => sent(context, 'text/css', assets.style));
  app.get('/events', (context) => {
    const window = windowOf(context);
    const drives = context.req.query('role') === 'driver' && window !== '';
    if (drives) seat.connected(window);
    if (drives) changed();
    return streamState(context, { now, onChange }, () => {
      if (drives) seat.disconnected(window);
    });
  });
  app.post('/drive', (context) => {
    seat.take(windowOf(context));
    changed();
    return context.json({ driver: seat.driver });
  });
  const fromDriver = async (context: Context, work: () => Promise<unknown>): Promise<Response> => {
    if (windowOf(context) !== seat.driver)
      return context.json({ error: 'Another window drives. Take over first.' }, 409);
    try {
      return context.json(await work());
    } catch (error) {
      if (isHeapwitnessError(error)) return context.json({ error: error.message }, 400);
      throw error;
    }
  };
  app.post('/steps', (context) =>
    fromDriver(context, async () => session.perform(parseStep(parsedJson(await context.req.text())))),
  );
  app.post('/scene', (context) =>
    fromDriver(context, async () => playScene(session, (await context.req.text()).slice(0, LONGEST_NAME))),
  );
  app.get('/log', (context) => file(context, logFile, 'application/jsonl', 'workshop.jsonl'));
  app.get('/report', async (context) => {
    const html = await logReport(await readLog(logFile), basename(logFile));
    return attachment(context, html, 'text/html; charset=utf-8', 'workshop.html');
  });
  app.get('/snapshots/:name', async (context) => {
    const name = context.req.param('name');
    if (SNAPSHOT.test(name) && (await readdir(folder)).includes(name))
      return file(context, join(folder, name), 'application/json', name);
    return context.text(`There is no snapshot ${name}: only the last ones are kept.`, 404);
  });
  app.notFound((context) => context.text(`There is no page ${context.req.path}.`, 404));
  app.onError((error, context) => context.json({ error: error.message }, 500));
  return app;
}

/**
 * Does the steps of the scene, one after the other, up to one that cannot be done.
 *
 * @param chosen the thread that the driver has chosen; empty for that of the last step
 */
async function playScene(session: Session, chosen: string): Promise<LoggedStep[]> {
  const done: LoggedStep[] = [];
  let thread = chosen === '' ? session.state().current : chosen;
  for (const action of STORY[session.state().story]?.actions ?? []) {
    done.push(await session.perform(stepOf(action, thread)));
    // The scene goes on with a thread that it has started.
    thread = session.state().current;
  }
  return done;
}

/** Maximum length of the name of a thread. */
const LONGEST_NAME = 64;

function windowOf(context: Context): string {
  return (context.req.header('x-window') ?? context.req.query('window') ?? '').slice(0, 64);
}

function sent(context: Context, type: string, text: string): Response {
  return context.body(text, 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });
}

function file(context: Context, path: string, type: string, name: string): Response {
  const stream = Readable.toWeb(createReadStream(path)) as ReadableStream;
  return attachment(context, stream, type, name);
}

function attachment(context: Context, body: string | ReadableStream, type: string, name: string): Response {
  const disposition = `attachment; filename="${name}"`;
  return context.body(body, 200, { 'content-type': type, 'content-disposition': disposition });
}
