import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HeapwitnessError } from '../core/errors.js';
import { fileTrouble } from '../core/file-trouble.js';
import { startLocalServer } from '../core/local-server.js';
import { makeFolders } from '../core/make-folders.js';
import { loadAssets } from './routes/assets.js';
import { routesOf } from './routes/routes.js';
import { Session } from './session/session.js';
import { type LoggedStep, StepLog } from './session/step-log.js';

export interface LiveWorkshopOptions {
  /** Folder to which the log and the snapshots are written; created if it does not exist. */
  readonly folder: string;
  /**
   * Port to listen on.
   * @defaultValue any free one
   */
  readonly port?: number | undefined;
  /** Ends threads that are being started, and calls that are being made. */
  readonly signal: AbortSignal;
}

/** A running live workshop. */
export interface LiveWorkshop {
  /** Address of the driver's page. */
  readonly url: string;
  /** Address of the projector's page. */
  readonly projectorUrl: string;
  readonly logFile: string;
  /** Does the steps of a log again; resolves to those whose counts differ now. */
  replay(steps: readonly LoggedStep[]): Promise<LoggedStep[]>;
  /** Stops the server and ends all threads. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Serves the live workshop on 127.0.0.1: pages that drive real threads.
 *
 * @throws {HeapwitnessError} `ERR_PORT` when the port cannot be used; `ERR_REPORT_FOLDER` when the folder cannot
 */
export async function startLiveWorkshop(options: LiveWorkshopOptions): Promise<LiveWorkshop> {
  const { folder, signal } = options;
  const logFile = join(folder, `${new Date().toISOString().replaceAll(/[:.]/g, '-')}.jsonl`);
  const log = await createLog(folder, logFile);
  const session = new Session({ folder, log, signal });
  try {
    const assets = await loadAssets();
    const server = await startLocalServer(routesOf({ session, assets, folder, logFile }), options);
    let closed: Promise<void> | null = null;
    const close = async (): Promise<void> => {
      await server.close();
      await session.close();
    };
    return {
      url: server.url,
      projectorUrl: server.url.replace('/?', '/projector?'),
      logFile,
      replay: (steps) => replay(session, steps),
      close: () => (closed ??= close()),
    };
  } catch (error) {
    await session.close();
    await rm(logFile, { force: true });
    throw error;
  }
}

async function createLog(folder: string, logFile: string): Promise<StepLog> {
  try {
    await makeFolders(resolve(folder));
    return await StepLog.create(logFile);
  } catch (cause) {
    const message = `The folder ${folder} cannot be used: ${fileTrouble(cause as NodeJS.ErrnoException)}. Give another one with --report.`;
    throw new HeapwitnessError('ERR_REPORT_FOLDER', message, { cause });
  }
}

async function replay(session: Session, steps: readonly LoggedStep[]): Promise<LoggedStep[]> {
  const differing: LoggedStep[] = [];
  for (const logged of steps) {
    const now = await session.perform(logged.step).catch(() => null);
    const isSame =
      logged.error === null ? JSON.stringify(now?.counts) === JSON.stringify(logged.counts) : now === null;
    if (!isSame) differing.push(logged);
  }
  return differing;
}
