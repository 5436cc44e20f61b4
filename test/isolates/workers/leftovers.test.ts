import { expect } from 'chai';
import { KINDS } from '../../support/both-kinds.js';
import { runProgram } from '../../support/run-program.js';
import { withTemporaryFolder } from '../../support/temporary-folder.js';

interface Found {
  readonly resources: readonly string[];
  readonly children: number;
  readonly temporaryFiles: readonly string[];
}
const NOTHING: Found = { resources: [], children: 0, temporaryFiles: [] };
/** What keeps the process alive while a worker is open. */
const OPEN = {
  thread: { resource: 'MessagePort', children: 0 },
  process: { resource: 'ProcessWrap', children: 1 },
};

for (const { kind } of KINDS) {
  describe(`a worker ${kind} that is closed`, () => {
    it('leaves no handle, process or file, also after failures, so that the process can exit', () =>
      withTemporaryFolder(async (TMPDIR) => {
        const { code, signal, stdout, stderr } = await runProgram('leftovers', {
          args: [kind],
          env: { TMPDIR },
        });
        expect({ code, signal }, stderr).to.deep.equal({ code: 0, signal: null });
        const { before, open, after } = JSON.parse(stdout) as Record<'before' | 'open' | 'after', Found>;
        expect(before).to.deep.equal(NOTHING);
        expect(after).to.deep.equal(NOTHING);
        // Negative control, and what an open worker does: it keeps the process alive, as Node's own does.
        expect(open.resources).to.include(OPEN[kind].resource);
        expect(open.children).to.equal(OPEN[kind].children);
      }));

    it('leaks no object of the harness: 200 rounds retain no more than 5', async () => {
      const { code, stdout, stderr } = await runProgram('own-objects', {
        args: [kind],
        execArgv: ['--expose-gc'],
      });
      expect(code, stderr).to.equal(0);
      const { few, many, planted } = JSON.parse(stdout) as Record<string, Record<string, number>>;
      expect(many).to.deep.equal(few);
      expect(many).to.include({ LongLivedWorker: 0, Connection: 0, HeapGraph: 0, ChildProcess: 0 });
      expect(planted).to.include({ LongLivedWorker: 1, Connection: 1 });
    });

    it('does not swallow its output', async () => {
      const { code, stdout, stderr } = await runProgram('prints', { args: [kind] });
      expect({ code, stdout, stderr }).to.deep.equal({
        code: 0,
        stdout: 'to stdout\n',
        stderr: 'to stderr\n',
      });
    });
  });
}
