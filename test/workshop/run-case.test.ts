import { readdirSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { CaseResult, VariantResult } from 'heapwitness/workshop';
import { HeapGraph } from '../../harness/heap/graph/index.js';
import { readSnapshot } from '../../harness/heap/snapshot/index.js';
import { discoverCases, runCase } from '../../harness/workshop/index.js';
import type { FoundCase, RunCaseOptions } from '../../harness/workshop/index.js';
import { rejectionOf } from '../support/errors.js';
import { runProgram } from '../support/run-program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const CASES = fileURLToPath(new URL('../support/cases', import.meta.url));
const cases = await discoverCases(CASES);

function caseOf(id: string): FoundCase {
  const found = cases.find(({ definition }) => definition.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

/**
 * Runs a case and gives its result, by variant, with the names of the snapshots that were kept.
 *
 * @param unfinished a file that lies among them from the start
 */
async function run(
  id: string,
  keepSnapshots: RunCaseOptions['keepSnapshots'] = 'needed',
  found = caseOf(id),
  unfinished?: string,
): Promise<{ result: CaseResult; variant: (name: string) => VariantResult; files: string[] }> {
  return withTemporaryFolder(async (folder) => {
    const snapshotFolder = join(folder, 'snapshots');
    if (unfinished !== undefined) {
      await mkdir(snapshotFolder);
      await writeFile(join(snapshotFolder, unfinished), '');
    }
    const result = await runCase(found, { snapshotFolder, keepSnapshots });
    const variant = (name: string): VariantResult => {
      const one = result.variants.find(({ variant: own }) => own === name);
      if (one === undefined) throw new Error(`no variant ${name}`);
      return one;
    };
    return { result, variant, files: (await readdir(snapshotFolder)).sort() };
  });
}

function onlyVariant({ definition, ...found }: FoundCase, name: string): FoundCase {
  const variants = Object.fromEntries(
    Object.entries(definition.variants).filter(([variant]) => variant === name),
  );
  return { ...found, definition: { ...definition, variants } };
}

describe('runCase()', () => {
  it('is as stated if everything stated was observed, and reports every look', async () => {
    await withTemporaryFolder(async (snapshotFolder) => {
      const looks: string[] = [];
      const onProgress = (variant: string, label: string): void => void looks.push(`${variant}: ${label}`);
      const result = await runCase(caseOf('as-stated'), { snapshotFolder, onProgress });
      expect(result).to.include({ id: 'as-stated', outcome: 'as-stated', chapter: 9 });
      expect(looks).to.deep.equal(['leaking: filled', 'leaking: dropped']);
      const [leaking, unlooked] = result.variants;
      expect(leaking?.differences).to.deep.equal([]);
      expect(leaking?.observed).to.deep.equal({ keys: 1, values: 5, staleEntries: 4 });
      expect(leaking?.remarks).to.deep.equal(['done with worker-1']);
      expect(leaking?.facts.map(({ asStated }) => asStated)).to.deep.equal([true, true]);
      expect(leaking?.observations.map(({ gc }) => gc?.canaryRound === undefined)).to.deep.equal([
        true,
        false,
      ]);
      const [first, last] = leaking?.observations.map(({ trace }) => trace) ?? [];
      expect(first).to.equal(null);
      expect(last?.nodes.map(({ className }) => className)).to.include('ThreadLocalMap');
      expect(unlooked).to.include({ outcome: 'as-stated', observed: null });
      // The variant asks for its snapshot.
      const snapshot = 'as-stated.leaking.worker-1.heapsnapshot';
      expect(leaking?.snapshots).to.deep.equal([`snapshots/${snapshot}`]);
      expect(await readdir(snapshotFolder)).to.deep.equal([snapshot]);
    });
  });

  it('reports the walks of the calls since the previous look', async () => {
    const { variant } = await run('as-stated', 'none');
    const [filled, dropped] = variant('leaking').observations.map(({ walks }) => walks);
    expect(filled?.count).to.equal(5);
    expect(filled?.kept.map(({ operation, thread }) => [operation, thread])).to.deep.equal(
      Array.from({ length: 5 }, () => ['set', 'main']),
    );
    expect(filled?.kept.map(({ sizeAfter }) => sizeAfter)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(dropped).to.deep.equal({ count: 0, kept: [] });
  });

  it('shows the path to the value of a stale entry, if there is one', async () => {
    await withTemporaryFolder(async (snapshotFolder) => {
      const { variants } = await runCase(caseOf('as-stated'), { snapshotFolder });
      const nodes = variants[0]?.observations[1]?.trace?.nodes ?? [];
      const entry = nodes.find(({ className }) => className === 'Entry')?.id;
      const [file = ''] = await readdir(snapshotFolder);
      const heap = HeapGraph.from(await readSnapshot(join(snapshotFolder, file)));
      const node = entry === undefined ? undefined : heap.nodeById(entry);
      if (node === undefined) throw new Error('The path leads through no entry of the snapshot.');
      expect(heap.property(node, 'value')).to.not.equal(undefined);
      expect(heap.property(node, 'target', 'weak')).to.equal(undefined);
    });
  });

  it('is not as stated if the observation differs, in either direction', async () => {
    const { result, variant, files } = await run('differs');
    expect(result.outcome).to.equal('not-as-stated');
    expect(result.variants.map(({ outcome }) => outcome)).to.deep.equal(
      result.variants.map(() => 'not-as-stated'),
    );
    expect(variant('more-stated').differences).to.deep.equal(['values: stated 3, observed 2']);
    expect(variant('less-stated').differences).to.deep.equal(['values: stated 1, observed 2']);
    expect(variant('other-fact').differences).to.deep.equal(['said: stated "yes", observed "no"']);
    expect(variant('fact-missing').differences).to.deep.equal(['missing: stated null, not recorded']);
    expect(variant('fact-unstated').differences).to.deep.equal(['said: not stated, observed "no"']);
    expect(variant('unlooked').differences).to.deep.equal([
      'nothing was observed: the experiment never took a snapshot',
    ]);
    expect(variant('unknown-thread').differences[0]).to.match(
      /^entries|^witnesses disagree at "filled"|^stale/,
    );
    expect(files).to.have.lengthOf(3);
  });

  it('sums the last looks into all workers, also if they were started at the same time or with the same name', async () => {
    const { result, variant, files } = await run('two-workers', 'all');
    expect(variant('at-once').remarks).to.deep.equal(['worker-1 and worker-2']);
    expect(variant('same-name').remarks).to.deep.equal(['a-same-name and a-same-name-2']);
    expect(variant('at-once').differences).to.deep.equal([]);
    expect(variant('same-name').differences).to.deep.equal([]);
    expect(variant('one-fails').error).to.include({ name: 'WorkerError', code: 'ERR_UNKNOWN_CLASS' });
    expect(result.outcome).to.equal('failed');
    // All snapshots are kept on request.
    const names = [
      'at-once.worker-1',
      'at-once.worker-2',
      'same-name.a-same-name-2',
      'same-name.a-same-name',
    ];
    expect(files).to.deep.equal(names.map((name) => `two-workers.${name}.heapsnapshot`));
  });

  it('writes no snapshot at any time with keepSnapshots: none', async () => {
    await withTemporaryFolder(async (snapshotFolder) => {
      const seen: string[] = [];
      const onProgress = (): void => void seen.push(...readdirSync(snapshotFolder));
      await runCase(caseOf('as-stated'), { snapshotFolder, onProgress, keepSnapshots: 'none' });
      expect(seen).to.deep.equal([]);
      await runCase(caseOf('as-stated'), { snapshotFolder, onProgress });
      expect(seen).to.not.deep.equal([]);
    });
  });

  it('keeps no snapshot with keepSnapshots: none, even if a variant is not as stated', async () => {
    const { result, files } = await run('differs', 'none', onlyVariant(caseOf('differs'), 'more-stated'));
    expect(files).to.deep.equal([]);
    expect(result.variants.map(({ snapshots }) => snapshots)).to.deep.equal([[]]);
    expect(result.outcome).to.equal('not-as-stated');
  });

  it('reports a variant that throws as failed, and continues with the next one', async () => {
    const { result, variant } = await run('throws');
    expect(result.outcome).to.equal('failed');
    expect(result.variants.map(({ outcome }) => outcome)).to.deep.equal([
      'failed',
      'failed',
      'failed',
      'failed',
      'as-stated',
    ]);
    expect(variant('throws').error).to.include({ name: 'RangeError', message: 'thrown by the experiment' });
    expect(variant('throws-nothing').error).to.include({ message: 'thrown: undefined' });
    expect(variant('bad-fact').error?.message).to.include('The fact "function" cannot be');
    expect(variant('worker-crashes').error).to.include({ name: 'WorkerError', code: 'ERR_WORKER_CALL' });
  });

  it('keeps the finished snapshots of a process that died, as those of any failed variant', async () => {
    const found = onlyVariant(caseOf('takes-process-down'), 'exits');
    const snapshot = 'takes-process-down.exits.worker-1.heapsnapshot';
    for (const [keep, kept] of [
      ['needed', [snapshot]],
      ['none', []],
    ] as const) {
      const { variant, files } = await run('takes-process-down', keep, found, `${snapshot}.1234.partial`);
      expect(files).to.deep.equal(kept);
      expect(variant('exits').snapshots).to.deep.equal(kept.map((name) => `snapshots/${name}`));
    }
  });

  it('reports a variant that crashes its process as failed, with the cause, and continues', async () => {
    const { variant } = await run('takes-process-down');
    const died = (name: string, code: string, how: string): void => {
      const { outcome, error } = variant(name);
      expect({ outcome, code: error?.code }).to.deep.equal({ outcome: 'failed', code });
      expect(error?.message).to.include(`process of case takes-process-down, ${name}`).and.include(how);
    };
    died('aborts', 'ERR_WORKER_CRASHED', 'SIGABRT');
    died('is-killed', 'ERR_WORKER_CRASHED', 'SIGSEGV');
    died('exits', 'ERR_WORKER_EXITED', 'exit code 0');
    expect(variant('uncaught').error).to.include({ name: 'RangeError', message: 'nobody catches this' });
    expect(variant('after').outcome).to.equal('as-stated');
  });

  it("rejects with the signal's reason if it aborts, and leaves no process and no temporary file", async () => {
    await withTemporaryFolder(async (TMPDIR) => {
      const { code, stdout, stderr } = await runProgram('abort-case', { args: [CASES], env: { TMPDIR } });
      expect({ code, stdout }, stderr).to.deep.equal({ code: 0, stdout: 'enough\nchildren: 0\n' });
      expect(await readdir(TMPDIR)).to.deep.equal(['snapshots']);
    });
  });

  it("rejects with the signal's reason and starts nothing if the signal is already aborted", async () => {
    const reason = new Error('enough');
    const options = { snapshotFolder: join(CASES, 'never-made'), signal: AbortSignal.abort(reason) };
    expect(await rejectionOf(runCase(caseOf('as-stated'), options))).to.equal(reason);
  });
});
