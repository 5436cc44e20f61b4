import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { HeapGraph, LongLivedWorker } from 'heapwitness';
import type { NodeOrdinal } from '../../../harness/core/units.js';
import { KINDS } from '../../support/both-kinds.js';
import type { Kind } from '../../support/both-kinds.js';
import { withTemporaryFolder } from '../../support/temporary-folder.js';

const LINES = 2000;
const V8 = Number.parseInt(process.versions.v8, 10);
/** Later versions find a line without a list of all of them. */
const listsLineEnds = V8 < 13;

/** A worker whose script has as many lines as a bundle's. */
async function withManyLines(
  { start }: Kind,
  use: (worker: LongLivedWorker<object>) => Promise<void>,
  { execArgv, env }: { execArgv?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const file = join(folder, 'many-lines.mjs');
    const functions = Array.from({ length: LINES }, (_, at) => `export function f${at}() {}`);
    await writeFile(file, [...functions, 'class Held {}', 'globalThis.held = new Held();'].join('\n'));
    const worker = await start<object>(pathToFileURL(file), { execArgv, env });
    try {
      await use(worker);
    } finally {
      await worker.close();
    }
  });
}

/** The longest list of line ends, in bytes. */
function lineEndBytes(heap: HeapGraph): number {
  let most = 0;
  for (let at = 0; at < heap.nodeCount; at++) {
    const node = at as NodeOrdinal;
    if (heap.name(node) === '(script line ends)') most = Math.max(most, heap.shallowBytes(node));
  }
  return most;
}

describe('the line ends of scripts', () => {
  for (const kind of KINDS) {
    describe(`in a worker ${kind.kind}`, () => {
      it('are computed before the first snapshot, for which V8 would compute them per function', () =>
        withManyLines(kind, async (worker) => {
          const bytes = lineEndBytes(await worker.heap());
          if (listsLineEnds) expect(bytes).to.be.above(4 * LINES);
          else expect(bytes).to.be.below(4 * LINES);
        }));

      it('are computed once, so that objects keep their ids', () =>
        withManyLines(kind, async (worker) => {
          const ids = new Set<number>();
          for (let look = 0; look < 3; look++) {
            const heap = await worker.heap();
            for (const node of heap.instances('Held')) ids.add(heap.id(node));
          }
          expect(ids.size).to.equal(1);
        }));
    });
  }

  it('are not computed if a debugger is attached, or code coverage is measured', async () => {
    const [, kind = KINDS[1]] = KINDS;
    if (kind === undefined) return;
    await withTemporaryFolder(async (folder) => {
      for (const options of [
        { execArgv: ['--inspect=0'] },
        { env: { ...process.env, NODE_V8_COVERAGE: folder } },
      ])
        await withManyLines(
          kind,
          async (worker) => {
            const bytes = lineEndBytes(await worker.heap());
            if (V8 !== 12) expect(bytes, JSON.stringify(options.execArgv)).to.be.below(4 * LINES);
            expect((await worker.heap()).instances('Held')).to.have.length(1);
          },
          options,
        );
    });
  });
});
