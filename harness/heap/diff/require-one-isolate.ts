import { HeapwitnessError } from '../../core/errors.js';
import type { HeapGraph } from '../graph/index.js';
import { newestId } from './identity-marks.js';

/**
 * Rejects heaps whose object ids are not comparable. The types of objects with common ids do not show this: V8 gives
 * ids of dead objects to new ones, including ones of other types (7 % of a genuine pair, whereas two processes of one
 * program differ in 2 %). But within one isolate a living object keeps its id. So functions whose name is unique in
 * both heaps have the same id in both, or a new one: of 1,800 to 4,200 such functions on Node 20 and 26 none had
 * another old id within one isolate, a third had in two processes of one program, nearly all in two programs. And a
 * later heap has no object that is older than the earlier heap but missing from it. Two isolates with identical
 * allocations cannot be distinguished.
 *
 * @throws {HeapwitnessError} `ERR_FOREIGN_SNAPSHOT` when two successive heaps come from different isolates, or are in
 * the wrong order
 */
export function requireOneIsolate(heaps: readonly HeapGraph[]): void {
  for (const [at, after] of heaps.entries()) {
    const before = heaps[at - 1];
    if (before !== undefined) requireSuccessor(before, after, at);
  }
}

/** Tolerated share of objects that are too old, in case other versions of V8 behave differently. */
const TOLERATED = 1e-4;
/**
 * Tolerated share of functions with another old id: recreated functions may get ids of dead objects. Between two
 * isolates it is a third.
 */
const MOST_MOVED = 0.05;

function requireSuccessor(before: HeapGraph, after: HeapGraph, at: number): void {
  const { common, tooOld } = compareIds(before, after);
  const { both, moved } = compareFunctions(before, after);
  const pair = `Snapshots ${at} and ${at + 1}`;
  if (common === 0 || moved > MOST_MOVED * both) {
    const why =
      common === 0
        ? 'they have no object id in common'
        : `of ${both} functions that both contain once, ${moved} have a different id`;
    throw foreign(
      `${pair} come from different isolates, so their object ids are not comparable: ${why}. ` +
        'Capture the same process, or the same worker, twice.',
    );
  }
  if (tooOld > TOLERATED * common) {
    throw foreign(
      `${pair} are in the wrong order, or come from different isolates: the later one contains ${tooOld} objects that are older than the earlier one, but missing from it. ` +
        'Give the earlier snapshot first.',
    );
  }
}

interface IdComparison {
  readonly common: number;
  /** Number of nodes that the earlier heap should contain, by their ids, but does not. */
  readonly tooOld: number;
}

function compareIds(before: HeapGraph, after: HeapGraph): IdComparison {
  const isObject = objectTypes(after);
  const newest = newestId(before);
  let [common, tooOld] = [0, 0];
  for (const node of after.ordinals()) {
    if (!isObject[after.columns.nodeType[node] ?? 0]) continue;
    const id = after.id(node);
    if (before.nodeById(id) === undefined) tooOld += Number(id <= newest);
    else common++;
  }
  return { common, tooOld };
}

/** Returns, by type, whether V8 itself assigns the ids: embedders assign them anew in each snapshot. */
function objectTypes({ columns: { nodeTypes } }: HeapGraph): boolean[] {
  return nodeTypes.map((type) => type !== 'native' && type !== 'synthetic' && !type.endsWith('string'));
}

interface FunctionComparison {
  /** Number of functions whose name occurs exactly once in both heaps. */
  readonly both: number;
  /** Number of those that have another id in the later heap, but not a new one. */
  readonly moved: number;
}

function compareFunctions(before: HeapGraph, after: HeapGraph): FunctionComparison {
  const [old, now] = [idsOfFunctions(before), idsOfFunctions(after)];
  const newest = newestId(before);
  let [both, moved] = [0, 0];
  for (const [name, id] of now) {
    const earlier = old.get(name);
    if (earlier === undefined) continue;
    both++;
    moved += Number(id !== earlier && id <= newest);
  }
  return { both, moved };
}

/** Returns ids of functions by name, without names that occur several times. */
function idsOfFunctions({
  columns: { nodeCount, nodeType, nodeTypes, nodeName, nodeId, strings },
}: HeapGraph): Map<string, number> {
  const closure = nodeTypes.indexOf('closure');
  const ids = new Map<number, number | undefined>();
  // Below `nodeCount`.
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== closure) continue;
    const name = nodeName[node]!;
    ids.set(name, ids.has(name) ? undefined : nodeId[node]!);
  }
  const named = new Map<string, number>();
  for (const [name, id] of ids) if (id !== undefined) named.set(strings.at(name), id);
  return named;
}

function foreign(message: string): HeapwitnessError {
  return new HeapwitnessError('ERR_FOREIGN_SNAPSHOT', message);
}
