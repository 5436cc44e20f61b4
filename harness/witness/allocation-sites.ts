import { readFile } from 'node:fs/promises';
import { HeapwitnessError } from '../core/errors.js';
import type { HeapObjectId } from '../core/units.js';
import { groupBy } from './group-by.js';
import { originOfUrl } from './scripts.js';
import type { SourcePositions } from './source-positions.js';
import type { AllocationSite } from './types.js';

/** One call of a stack, as V8 wrote it down. */
export interface TracedCall {
  readonly functionName: string;
  /** URL or path of the script; empty for what has none. */
  readonly url: string;
  /** Of the function, from 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/**
 * Where the objects of a snapshot were allocated; from a worker that tracked allocations. See
 * {@link readAllocationSites}.
 */
export class AllocationSites {
  readonly #traceOf: ReadonlyMap<number, number>;
  readonly #stacks: ReadonlyMap<number, readonly TracedCall[]>;

  constructor(traceOf: ReadonlyMap<number, number>, stacks: ReadonlyMap<number, readonly TracedCall[]>) {
    this.#traceOf = traceOf;
    this.#stacks = stacks;
  }

  /** How many objects have a site. */
  get size(): number {
    return this.#traceOf.size;
  }

  /** The stack when the object was allocated, innermost call first; undefined where it is not known. */
  of(id: HeapObjectId): readonly TracedCall[] | undefined {
    const trace = this.#traceOf.get(id);
    return trace === undefined ? undefined : this.#stacks.get(trace);
  }
}

/**
 * Reads from a snapshot (a file that is not packed, or its bytes) where its objects were allocated. Parses the whole text at once: for heaps of up to about
 * 500 MB of text, as scenarios have them.
 *
 * @throws {HeapwitnessError} `ERR_SNAPSHOT_FORMAT` when it is no snapshot, or holds no allocations;
 * `ERR_FILE_NOT_FOUND`
 */
export async function readAllocationSites(source: string | URL | Uint8Array): Promise<AllocationSites> {
  const file = parsed(source instanceof Uint8Array ? source : await bytesOf(source));
  const { node_fields: nodeFields, trace_function_info_fields: callFields } = file.snapshot.meta;
  const [width, idAt, traceAt] = [
    nodeFields.length,
    nodeFields.indexOf('id'),
    nodeFields.indexOf('trace_node_id'),
  ];
  if (traceAt < 0 || file.trace_tree.length === 0)
    throw unusable('it holds no allocations; ask the worker to track them before the code runs', undefined);
  const traceOf = new Map<number, number>();
  for (let at = 0; at < file.nodes.length; at += width) {
    const trace = file.nodes[at + traceAt] ?? 0;
    if (trace !== 0) traceOf.set(file.nodes[at + idAt] ?? 0, trace);
  }
  return new AllocationSites(traceOf, stacksOf(file, callFields));
}

/** Calls of a stack that are told at most. */
const TOLD = 8;

/** Where most of these objects were allocated, by the user's own calls; null where nothing is known. */
export function commonSite(
  sites: AllocationSites,
  members: readonly HeapObjectId[],
  positions: SourcePositions,
): AllocationSite | null {
  const stacks = members.map((id) => sites.of(id)).filter((stack) => stack !== undefined);
  const [common] = [...groupBy(stacks, keyOf).values()].toSorted((a, b) => b.length - a.length);
  const own =
    common?.[0]?.filter(({ url }) => url !== '' && originOfUrl(url) === 'user').slice(0, TOLD) ?? [];
  if (common === undefined || own.length === 0) return null;
  const frames = own.map(({ functionName, url, line, column }) => ({
    functionName: functionName === '' ? '(anonymous)' : functionName,
    position: positions.original(url, line - 1, column - 1),
  }));
  return { count: common.length, frames };
}

function keyOf(stack: readonly TracedCall[]): string {
  return stack.map(({ url, line, column }) => `${url}:${line}:${column}`).join('\n');
}

interface TracedFile {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly trace_function_info_fields: readonly string[];
    };
  };
  readonly nodes: readonly number[];
  readonly trace_function_infos: readonly number[];
  readonly trace_tree: TraceTree;
  readonly strings: readonly string[];
}

/** Rows of id, index of the call, count, bytes, children. */
type TraceTree = readonly (number | TraceTree)[];
const TREE_WIDTH = 5;

async function bytesOf(file: string | URL): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const message = `There is no snapshot ${String(file)} that can be read. Check the path.`;
    throw new HeapwitnessError('ERR_FILE_NOT_FOUND', message, { cause });
  }
}

function parsed(bytes: Uint8Array): TracedFile {
  try {
    const file = JSON.parse(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'),
    ) as Partial<TracedFile>;
    if (
      file.snapshot?.meta.node_fields &&
      file.nodes &&
      file.strings &&
      file.trace_tree &&
      file.trace_function_infos
    )
      return file as TracedFile;
  } catch (cause) {
    throw unusable((cause as Error).message, cause);
  }
  throw unusable('it lacks a section that snapshots have', undefined);
}

function stacksOf(file: TracedFile, fields: readonly string[]): Map<number, TracedCall[]> {
  const stacks = new Map<number, TracedCall[]>();
  const open: { tree: TraceTree; above: readonly TracedCall[] }[] = [{ tree: file.trace_tree, above: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (let at = 0; at < next.tree.length; at += TREE_WIDTH) {
      const [id, call, , , children] = next.tree.slice(at, at + TREE_WIDTH);
      if (typeof id !== 'number' || typeof call !== 'number' || typeof children !== 'object') continue;
      const stack = [callOf(file, fields, call), ...next.above];
      stacks.set(id, stack);
      open.push({ tree: children, above: stack });
    }
  }
  return stacks;
}

function callOf(
  { trace_function_infos: infos, strings }: TracedFile,
  fields: readonly string[],
  index: number,
): TracedCall {
  const read = (field: string): number => infos[index * fields.length + fields.indexOf(field)] ?? 0;
  return {
    functionName: strings[read('name')] ?? '',
    url: strings[read('script_name')] ?? '',
    line: read('line'),
    column: read('column'),
  };
}

function unusable(why: string, cause: unknown): HeapwitnessError {
  return new HeapwitnessError(
    'ERR_SNAPSHOT_FORMAT',
    `This snapshot does not tell where objects were allocated: ${why}.`,
    {
      cause,
    },
  );
}
