import { makeSnapshot } from '../heaps/snapshot-cache.js';
import { installNodes, nodeOf } from '../node-versions/binaries.js';
import { markdownTable } from '../support/markdown-table.js';
import { reportProgress } from '../support/progress.js';
import type { TableDifference } from './class-table.js';
import { contestants } from './contestants.js';
import { runRounds } from './rounds.js';

/** How our table of classes compares with the reference's, for a heap that some version of Node has written. */
export interface NodeResult extends TableDifference {
  readonly node: string;
  readonly bytes: number;
}

const REFERENCE = 'heap-snapshot-toolkit';
const TIMEOUT_MS = 600_000;

/**
 * Has each of these versions of Node write the same application's heap, and compares the tables of classes, name by
 * name and figure by figure.
 *
 * @throws {Error} when one of the two gets to no table
 */
export async function compareNodes(majors: readonly number[], megabytes: number): Promise<NodeResult[]> {
  installNodes();
  const results: NodeResult[] = [];
  for (const major of majors) {
    const node = nodeOf(major);
    reportProgress(`a heap of ${megabytes} MB of Node ${node.version}`);
    const { file, bytes } = await makeSnapshot(megabytes, node);
    const { check, measured } = await runRounds({
      file,
      contestants: contestants([REFERENCE]),
      rounds: 1,
      timeoutMs: TIMEOUT_MS,
      leadersOnly: false,
      check: true,
      onProgress: (what) => reportProgress(`Node ${node.version}, ${what}`),
    });
    if (!check)
      throw new Error(measured.map(({ contestant, remark }) => `${contestant.name}: ${remark}`).join('; '));
    results.push({ node: node.version, bytes, ...check });
  }
  return results;
}

/** A row for each version. */
export function formatNodes(results: readonly NodeResult[]): string {
  const rows = results.map(({ node, bytes, rows: classes, differenceCount, examples }) => [
    node,
    `${(bytes / 1e6).toFixed(0)} MB`,
    String(classes),
    String(differenceCount),
    examples.slice(0, 3).join('; '),
  ]);
  const head = ['Node', 'snapshot', 'classes', 'differences', ''];
  return `### Equality with DevTools, by the Node that wrote the heap\n\n${markdownTable(head, rows, { words: [head.length - 1] })}`;
}
