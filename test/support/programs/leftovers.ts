import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KINDS, withWorker, workerModule } from '../both-kinds.js';
import { rejectionOf } from '../errors.js';

// leftovers.js thread|process: does all that may leave something behind, and prints as JSON what is there: before,
// while a worker is open, and after. It must then end by itself.
const kind = KINDS.find((one) => one.kind === process.argv[2]) ?? KINDS[0];
if (kind === undefined) throw new Error('no kind');

const before = whatIsThere();
const open = await withWorker(kind, async (worker) => {
  await worker.call('ping');
  return whatIsThere();
});

await withWorker(kind, async (worker) => {
  await worker.heap();
  await rejectionOf(worker.snapshot(join(tmpdir(), 'missing', 'file')));
  await rejectionOf(worker.call('fail', { message: 'thrown' }));
  await rejectionOf(worker.call('answerNever', undefined, { timeoutMs: 1 }));
  await rejectionOf(worker.heap({ signal: AbortSignal.abort() }));
});
await withWorker(kind, async (worker) => {
  await rejectionOf(worker.call('throwInTimer', { what: 'error' }));
  await rejectionOf(worker.heap());
});
await withWorker(kind, (worker) => rejectionOf(worker.call('exitWith', 3)));
await withWorker(kind, (worker) => rejectionOf(worker.call('loopForEver', undefined, { timeoutMs: 50 })));
await withWorker(kind, async (worker) => {
  const capturing = rejectionOf(worker.heap({ timeoutMs: 50 }));
  void rejectionOf(worker.call('loopForEver'));
  await capturing.catch(() => undefined);
});
for (const name of ['not-there', 'throws-at-load', 'exits-at-load', 'never-loads']) {
  await rejectionOf(kind.start(workerModule(name)));
}
await rejectionOf(kind.start(workerModule('hangs-at-load'), { timeoutMs: 50 }));
await rejectionOf(kind.start(workerModule('obliging'), { signal: AbortSignal.abort() }));
await rejectionOf(kind.start(workerModule('obliging'), { countedClasses: ['NoSuchClass'] }));
await rejectionOf(kind.start(workerModule('obliging'), { execArgv: ['--no-such-option-anywhere'] }));

// What has ended is let go within a few turns of the event loop.
for (let turns = 0; turns < 10 && whatIsThere().resources.length > 0; turns++) {
  await new Promise((resolve) => setImmediate(resolve));
}
console.log(JSON.stringify({ before, open, after: whatIsThere() }));

interface Found {
  readonly resources: readonly string[];
  readonly children: number;
  readonly temporaryFiles: readonly string[];
}

function whatIsThere(): Found {
  // The program's own output, and the modules that Node loads, are none of the workers'.
  const own = new Set(['PipeWrap', 'TTYWrap', 'CloseReq', 'FSReqPromise', 'FSReqCallback']);
  const listed = execFileSync('ps', ['-o', 'comm=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return {
    resources: process.getActiveResourcesInfo().filter((kindOf) => !own.has(kindOf)),
    children: listed.split('\n').filter((line) => line !== '' && line.trim() !== 'ps').length,
    temporaryFiles: readdirSync(tmpdir()),
  };
}
