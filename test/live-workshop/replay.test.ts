import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readLog, startLiveWorkshop } from '../../harness/live-workshop/index.js';
import { STORY, stepOf } from '../../harness/live-workshop/story/story.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { withSession } from './live-session.js';

/** Plays the story, and gives the log to a function. */
function withLog(work: (logFile: string, folder: string) => Promise<void>): Promise<void> {
  return withSession(async ({ session, logFile, folder }) => {
    for (const { actions } of STORY)
      for (const action of actions) await session.perform(stepOf(action, session.state().current));
    await work(logFile, folder);
  });
}

describe('the log of the live workshop', () => {
  it('can be replayed, with the same counts after each step', () =>
    withLog(async (logFile, folder) => {
      const steps = await readLog(logFile);
      const signal = new AbortController().signal;
      const workshop = await startLiveWorkshop({ folder: join(folder, 'again'), signal });
      try {
        expect(await workshop.replay(steps)).to.deep.equal([]);
        const otherCounts = { 'pool-1': { keys: 9, values: 9, staleEntries: 9 } };
        const changed = steps.slice(0, 1).map((step) => ({ ...step, counts: otherCounts }));
        expect(await workshop.replay(changed)).to.deep.equal(changed);
      } finally {
        await workshop.close();
      }
    }));

  it('is read without a last line that is not complete, as a killed server leaves it', () =>
    withLog(async (logFile) => {
      const whole = await readLog(logFile);
      const text = await readFile(logFile, 'utf8');
      await writeFile(logFile, text.slice(0, -10));
      expect(await readLog(logFile)).to.deep.equal(whole.slice(0, -1));
    }));

  const header =
    '{"kind":"heapwitness-workshop-log","schemaVersion":1,"startedAt":"2026-01-01T00:00:00.000Z"}\n';
  const wrong: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
    'an empty file': ['', /^Line 1 of .* is not the first line of a log/],
    'another JSON file': ['{"kind":"check"}\n', /^Line 1 of .* is not the first line of a log/],
    'a log of another version': [
      header.replace('"schemaVersion":1', '"schemaVersion":2'),
      /has version 2; this heapwitness reads 1/,
    ],
    'a line that is no JSON': [`${header}{\n`, /^Line 2 of .* is no step/],
    'a step of another kind': [
      `${header}{"number":1,"at":"now","step":{"kind":"explode"},"counts":{},"error":null}\n`,
      /^Line 2 of .* is no step: kind cannot be "explode"/,
    ],
    'counts that are no numbers': [
      `${header}{"number":1,"at":"now","step":{"kind":"start"},"counts":{"pool-1":{"keys":"1"}},"error":null}\n`,
      /^Line 2 of .* is no step: its counts have no whole number of keys/,
    ],
  };
  for (const [what, [text, message]] of Object.entries(wrong))
    it(`is refused: ${what}`, () =>
      withTemporaryFolder(async (folder) => {
        const file = join(folder, 'log.jsonl');
        await writeFile(file, text);
        const error = expectHeapwitnessError(await rejectionOf(readLog(file)), 'ERR_USAGE');
        expect(error.message).to.match(message);
      }));

  it('is refused if there is no such file', () =>
    withTemporaryFolder(async (folder) => {
      const error = await rejectionOf(readLog(join(folder, 'none.jsonl')));
      expectHeapwitnessError(error, 'ERR_FILE_NOT_FOUND');
    }));
});
