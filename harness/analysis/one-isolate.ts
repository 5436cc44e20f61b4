import { HeapwitnessError } from '../core/errors.js';
import type { HeapGraph } from '../graph/index.js';

/**
 * Refuses heaps that cannot be compared by object id. An object keeps its id and its type, and a new one gets a higher
 * id than any before; so in one isolate, in the right order, both counts below are zero (measured on Node 20 and 24).
 * Two processes of one program came out at 2 %, two workers of one program mostly at 40 % and more; but two that
 * started alike to the last allocation cannot be told apart.
 *
 * @throws {HeapwitnessError} `ERR_FOREIGN_SNAPSHOT` when two that follow each other come from two isolates, or in the
 * wrong order
 */
export function requireOneIsolate(heaps: readonly HeapGraph[]): void {
  for (const [at, after] of heaps.entries()) {
    const before = heaps[at - 1];
    if (before !== undefined) requireSuccessor(before, after, at);
  }
}

/** What is zero in one isolate may be so much of all, for what other versions of V8 may do. */
const TOLERATED = 1e-4;

function requireSuccessor(before: HeapGraph, after: HeapGraph, at: number): void {
  const { common, changed, tooOld } = compareIds(before, after);
  const pair = `Snapshots ${at} and ${at + 1}`;
  if (common === 0 || changed > TOLERATED * common) {
    const share = common === 0 ? 100 : (100 * changed) / common;
    throw foreign(
      `${pair} come from two isolates, where equal ids mean nothing: of ${common} ids that both have, ${share.toFixed(1)} % are of another type. ` +
        'Capture the same process, or the same worker, twice.',
    );
  }
  if (tooOld > TOLERATED * common) {
    throw foreign(
      `${pair} come in the wrong order, or from two isolates: ${tooOld} objects of the later one are older than the earlier one, which does not have them. ` +
        'Give the earlier snapshot first.',
    );
  }
}

interface IdComparison {
  readonly common: number;
  /** Common ids whose nodes differ in type. */
  readonly changed: number;
  /** Nodes of the later heap that the earlier one should have, by their ids, and has not. */
  readonly tooOld: number;
}

function compareIds(before: HeapGraph, after: HeapGraph): IdComparison {
  const [oldTypes, newTypes] = [comparableTypes(before), comparableTypes(after)];
  let newest = 0;
  for (const node of before.ordinals()) {
    if (oldTypes[before.columns.nodeType[node] ?? 0] !== null) newest = Math.max(newest, before.id(node));
  }
  let [common, changed, tooOld] = [0, 0, 0];
  for (const node of after.ordinals()) {
    const type = newTypes[after.columns.nodeType[node] ?? 0];
    if (type === null) continue;
    const id = after.id(node);
    const same = before.nodeById(id);
    if (same === undefined) tooOld += Number(id <= newest);
    else {
      common++;
      changed += Number(oldTypes[before.columns.nodeType[same] ?? 0] !== type);
    }
  }
  return { common, changed, tooOld };
}

/**
 * Names of types by number; null for those whose ids V8's embedder makes up anew in each snapshot, and for strings, which
 * change their type when they are joined or made unique.
 */
function comparableTypes({ columns: { nodeTypes } }: HeapGraph): (string | null)[] {
  return nodeTypes.map((type) =>
    type === 'native' || type === 'synthetic' || type.endsWith('string') ? null : type,
  );
}

function foreign(message: string): HeapwitnessError {
  return new HeapwitnessError('ERR_FOREIGN_SNAPSHOT', message);
}
