import { join } from 'node:path';
import { Session } from '../../harness/live-workshop/session/session.js';
import { StepLog } from '../../harness/live-workshop/session/step-log.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

/** A session in a folder of its own, for the time of a test. */
export interface LiveSession {
  readonly session: Session;
  readonly folder: string;
  readonly logFile: string;
  readonly abort: AbortController;
}

export function withSession(work: (live: LiveSession) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const logFile = join(folder, 'log.jsonl');
    const abort = new AbortController();
    const session = new Session({ folder, log: await StepLog.create(logFile), signal: abort.signal });
    try {
      await work({ session, folder, logFile, abort });
    } finally {
      await session.close();
    }
  });
}
