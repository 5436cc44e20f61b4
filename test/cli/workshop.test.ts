import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { COMMAND } from '../support/project.js';
import { endOf, printed, startNode } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const ADDRESS = /Driver: +(http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32})\n/;

describe('heapwitness workshop', () => {
  it('prints the addresses and the log, and ends all threads on Ctrl-C', () =>
    withTemporaryFolder(async (cwd) => {
      const child = startNode(COMMAND, { args: ['workshop'], cwd });
      const ended = endOf(child);
      const text = await printed(child, 'Ctrl-C ends it.');
      const address = new URL(ADDRESS.exec(text)?.[1] ?? '');
      const driver = { method: 'POST', headers: { 'x-window': 'test' } };
      await fetch(pathAt(address, '/drive'), driver);
      const started = await fetch(pathAt(address, '/steps'), { ...driver, body: '{"kind":"start"}' });
      expect(started.status).to.equal(200);
      child.kill('SIGINT');
      const { code, stdout, stderr } = await ended;
      expect(code).to.equal(130);
      expect(stdout).to.match(
        /Projector: http:\S+\/projector\?token=\S+\nLog: +reports.workshop.\S+\.jsonl\n/,
      );
      expect(stderr).to.equal(
        'heapwitness: Interrupted by SIGINT. All threads and processes it started have been ended.\n',
      );
      const [log] = await readdir(join(cwd, 'reports', 'workshop'));
      const again = startNode(COMMAND, {
        args: ['workshop', '--replay', join('reports', 'workshop', log ?? '')],
        cwd,
      });
      const endedAgain = endOf(again);
      await printed(again, 'Ctrl-C ends it.');
      again.kill('SIGTERM');
      expect((await endedAgain).stderr).to.match(/^Replayed 1 step: the counts are those of the log\.\n/);
    }));

  const wrong: Readonly<Record<string, readonly [args: string[], code: number, message: RegExp]>> = {
    'a port that is no number': [['--port', 'http'], 64, /Give a whole number from 1 to 65535/],
    'a port that is too large': [['--port', '65536'], 64, /Give a whole number from 1 to 65535/],
    'a log that does not exist': [
      ['--replay', 'none.jsonl'],
      66,
      /^heapwitness: The log none\.jsonl cannot be read/,
    ],
    'a folder in which none can be created': [
      ['--report', '/proc/none/here'],
      66,
      /The folder \/proc\/none\/here cannot be used: /,
    ],
    'a folder that is a file': [
      ['--report', COMMAND],
      66,
      /cannot be used: .* Give another one with --report/,
    ],
  };
  for (const [what, [args, code, message]] of Object.entries(wrong))
    it(`refuses ${what}`, () =>
      withTemporaryFolder(async (cwd) => {
        const ended = await endOf(startNode(COMMAND, { args: ['workshop', ...args], cwd }));
        expect(ended.code).to.equal(code);
        expect(ended.stderr).to.match(message);
        expect(await readdir(cwd)).to.deep.equal([]);
      }));
});

function pathAt(address: URL, path: string): URL {
  const url = new URL(address);
  url.pathname = path;
  return url;
}
