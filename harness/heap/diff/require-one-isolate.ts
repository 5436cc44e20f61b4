import { HeapwitnessError } from '../../core/errors.js';
import type { HeapGraph } from '../graph/index.js';
import { newestId } from './identity-marks.js';

/**
 * Rejects heaps that cannot be compared by object id. Types of common ids say little: V8 gives ids of dead objects to
 * new ones, of other types too (7 % of a genuine pair, where two processes of one program differ in 2 %). But in one
 * isolate an object that lives keeps its id. So functions that each heap has once, by name, have the id of before, or
 * one that is new: of 1,800 to 4,200 such functions on Node 20 and 26 none had another old id in one isolate, a third
 * had in two processes of one program, nearly all in two programs. And a later heap has no object that is older than
 * the earlier one and not in it. Two isolates that started alike to the last allocation cannot be told apart.
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

/** Objects that are too old may be so much of all, for what other versions of V8 may do. */
const TOLERATED = 1e-4;
/** Functions that were made anew may have ids of dead ones; two isolates differ in a third of them. */
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
  /** Nodes of the later heap that the earlier one should have, by their ids, and has not. */
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

/** By type, whether V8 itself gives the ids: embedders make them up anew in each snapshot. */
function objectTypes({ columns: { nodeTypes } }: HeapGraph): boolean[] {
  return nodeTypes.map((type) => type !== 'native' && type !== 'synthetic' && !type.endsWith('string'));
}

interface FunctionComparison {
  /** Functions that both heaps have exactly once, by name. */
  readonly both: number;
  /** Those of which the later heap's is not the earlier one's, though it has an id of that time. */
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

/** Ids by name of the functions whose name no other has. */
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
