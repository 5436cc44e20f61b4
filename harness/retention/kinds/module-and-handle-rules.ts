import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { leakingSteps, sampleOf } from './held-group.js';
import type { HeldGroup } from './held-group.js';
import type { Rule } from './rule.js';

/** Node's own tables of modules, and its records of each module. */
const TABLES = new Set(['LoadCache', 'ModuleLoadMap', 'ResolveCache']);
const RECORDS = new Set(['ModuleJob', 'ModuleWrap', 'Module']);

/** Modules that are loaded again and again: each has its own scope and record, which are never released. */
const moduleRegistry: Rule = (group) => {
  const { heap, trace } = group;
  const { facts } = heap;
  const isOne = (node: NodeOrdinal, names: ReadonlySet<string>): boolean =>
    facts.origin(node) !== 'user' && names.has(facts.heap.name(node));
  const way = group.steps.slice(0, trace.cut + 1);
  const [last] = way.slice(-1);
  const isModule =
    way.some(({ from }) => isOne(from, TABLES)) ||
    (last !== undefined && (isOne(last.from, RECORDS) || isOne(last.to, RECORDS)));
  return isModule || hasOwnModules(group) ? { id: 'module-registry', holder: null } : undefined;
};

/** Whether several heads are each below a different module. */
function hasOwnModules({ heap, trace, heads }: HeldGroup): boolean {
  if (trace.root.word !== 'module') return false;
  const asked = sampleOf(heads);
  const modules = new Set(asked.map((head) => heap.path(head)?.nodes[0]));
  return asked.length > 1 && modules.size === asked.length;
}

const WORKERS = /^(Node \/ )?(Worker|ChildProcess|Process|ProcessWrap)$/;

/** Node's classes of open files and directories, which Node does not retain: they are only closed late if collected. */
const OPEN_FILES = new Set(['FileHandle', 'DirHandle', 'Dir']);

/** Objects that Node itself retains because they represent something outside the heap that is still open. */
const nativeHandle: Rule = (group) => {
  const { heap } = group.heap.facts;
  const isOpen =
    isNative(group.trace.root.word) ||
    group.holders.some(({ trace }) => isNative(trace.root.word)) ||
    OPEN_FILES.has(heap.name(group.lead));
  if (!isOpen) return undefined;
  const names = handleNames(group, heap);
  const [held] = names.slice(-1);
  if (held === undefined) return undefined;
  return { id: names.some((name) => WORKERS.test(name)) ? 'running-worker' : 'unclosed-handle', held };
};

function isNative(word: string): boolean {
  return word === 'handle' || word === 'worker';
}

/**
 * Returns the names of the handle, and of Node's objects for it, on the path; the object that users have comes last.
 */
function handleNames(group: HeldGroup, heap: HeapGraph): string[] {
  const handles = leakingSteps(group).filter(
    ({ meaning, hops }) =>
      isNative(meaning.word ?? '') || hops.some(({ name }) => name === 'native_to_javascript'),
  );
  return handles.flatMap(({ from, to }) => [from, to].map((node) => heap.name(node)));
}

/** Rules for references of Node itself, in this order. */
export const MODULE_AND_HANDLE_RULES: readonly Rule[] = [moduleRegistry, nativeHandle];
