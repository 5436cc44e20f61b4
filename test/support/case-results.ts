import { heapObjectId } from '../../harness/core/units.js';
import type { LeakTrace, LeakTraceNode } from '../../harness/retention/index.js';
import type { EntryPicture, SlotView, TableView } from '../../harness/workshop/tables/index.js';
import type { Counts } from '../../harness/workshop/definition.js';
import type { CaseResult, Observation, VariantResult } from '../../harness/workshop/result.js';
import type { LookWalks } from '../../harness/workshop/walk-log.js';

/** The snapshot that the leaking variant lists. */
export const SNAPSHOT = 'values-outlive-keys.leaking.worker-1.heapsnapshot';

/** A case in which three keys died and their values stayed, and a variant that removed them in time. */
export function leakingCase(changes: Partial<CaseResult> = {}): CaseResult {
  return {
    id: 'values-outlive-keys',
    chapter: 1,
    position: 2,
    title: 'The key dies, the value stays',
    claim: 'The key of an entry is weak and is collected; the value is strong and stays.',
    why: 'Only the reference from the entry to its key is weak.',
    inShort: {
      stays: 'as long as the thread',
      collections: 'no',
      calls: 'remove()',
      cure: 'remove()',
      bound: 'yes',
    },
    source: {
      file: '003.txt',
      quote: 'key为null，value有值。',
      translation: 'The key is null and the value is there.',
      outcome: 'holds',
      backedBy: ['D2', 'D13', 'https://docs.example/ref.html'],
    },
    sources: [
      { name: 'case.ts', text: 'stated: 3\n  async experiment({ variant }) {\n    look(variant);\n  },\n' },
      { name: 'worker.ts', text: 'export function serve() {}\n' },
    ],
    translations: {},
    outcome: 'as-stated',
    variants: [leakingVariant(), curedVariant()],
    ...changes,
  };
}

export function leakingVariant(changes: Partial<VariantResult> = {}): VariantResult {
  return {
    variant: 'leaking',
    title: 'without remove()',
    role: 'leaking',
    outcome: 'as-stated',
    stated: counts(0, 3, 3),
    observed: counts(0, 3, 3),
    facts: [{ name: 'what a new key reads', stated: null, observed: null, asStated: true }],
    observations: [
      look('keys held', counts(3, 3, 0), { gc: null, tables: [table('live')], walks: walks() }),
      look('after GC 1', counts(0, 3, 3), { changes: wentBy(3, 0), tables: [table('stale')] }),
      look('after GC 2', counts(0, 3, 3), { changes: wentBy(0, 0), tables: [table('stale')] }),
    ],
    remarks: [],
    differences: [],
    error: null,
    snapshots: [`snapshots/${SNAPSHOT}`],
    elapsedMs: 812.5,
    ...changes,
  };
}

export function curedVariant(changes: Partial<VariantResult> = {}): VariantResult {
  return {
    ...leakingVariant(),
    variant: 'cured',
    title: 'with remove()',
    role: 'cured',
    stated: counts(0, 0, 0),
    observed: counts(0, 0, 0),
    facts: [],
    observations: [
      look('keys held', counts(3, 3, 0), { gc: null, tables: [table('live')] }),
      look('after GC 1', counts(0, 0, 0), {
        changes: wentBy(3, 3),
        tables: [table('live', [])],
        trace: null,
      }),
    ],
    snapshots: [],
    ...changes,
  };
}

/** What became of a variant whose worker died. */
export function failedVariant(changes: Partial<VariantResult> = {}): VariantResult {
  return leakingVariant({
    outcome: 'failed',
    observed: null,
    observations: [],
    facts: [],
    snapshots: [],
    error: {
      name: 'WorkerError',
      code: 'ERR_WORKER_CRASHED',
      message: 'Worker worker-1 crashed.',
      cause: { name: 'Error', message: 'segmentation fault' },
    },
    ...changes,
  });
}

export function counts(keys: number, values: number, staleEntries: number): Counts {
  return { keys, values, staleEntries };
}

/** Changes in which only keys and values went. */
function wentBy(keys: number, values: number): Observation['changes'] {
  return { keys: { came: 0, went: keys }, values: { came: 0, went: values }, expunged: 0 };
}

export function look(label: string, seen: Counts, changes: Partial<Observation> = {}): Observation {
  return {
    label,
    worker: 'worker-1',
    gc: { rounds: 4, canaryRound: 1, settled: true, means: 'globalThis.gc', elapsedMs: 21.25 },
    counts: seen,
    changes: null,
    witnesses: [
      { what: 'keys', walk: null, snapshot: seen.keys, queryObjects: seen.keys },
      { what: 'stale entries', walk: seen.staleEntries, snapshot: seen.staleEntries, queryObjects: null },
    ],
    disagreements: [],
    tables: [],
    walks: { count: 0, kept: [] },
    pictures: seen.staleEntries > 0 ? [stalePicture(seen.staleEntries)] : [],
    trace: traceTo('RequestContext'),
    ...changes,
  };
}

/** A table with entries of one state at these slots. */
export function table(
  state: SlotView['state'],
  slots: readonly number[] = [2, 9, 13],
  length = 16,
): TableView {
  const filled = slots.map((slot, index) => ({ slot, state, hasValue: true, key: index + 1, home: slot }));
  return { thread: 'main', field: 'threadLocals', length, slots: filled };
}

/** The walks of ten calls, of which one is kept: a `set` with steps of different kinds. */
function walks(): LookWalks {
  const steps = [
    { kind: 'look', slot: 2, entry: 'stale', key: 1 },
    { kind: 'replace', slot: 2, key: 4, stale: 1 },
    { kind: 'expunge', slot: 3, key: 2 },
    { kind: 'move', from: 4, to: 3, key: 3 },
    { kind: 'grow', from: 16, to: 32 },
  ] as const;
  const call = { operation: 'set', thread: 'main', field: 'threadLocals', key: 4, home: 2 } as const;
  return { count: 10, kept: [{ ...call, length: 16, steps, cut: 0, lengthAfter: 32, sizeAfter: 3 }] };
}

/** The picture of stale entries, along the path of {@link traceTo}. */
function stalePicture(count: number): EntryPicture {
  return {
    count,
    maps: 1,
    keys: 0,
    state: 'stale',
    thread: { className: 'Thread', id: 101 },
    map: { className: 'ThreadLocalMap', id: 103 },
    entry: { className: 'Entry', id: 107 },
    key: null,
    keyHolder: null,
    values: [{ className: 'RequestContext', id: 109 }],
    valueToKey: null,
  };
}

/** The trace of a value of this class. */
export function traceTo(className: string): LeakTrace {
  const nodes = [
    traceNode(101, 'Thread', 'variable ', 'main'),
    traceNode(103, 'ThreadLocalMap', 'main', '.threadLocals'),
    traceNode(105, 'Array', 'main.threadLocals', '.table'),
    traceNode(107, 'Entry', 'main.threadLocals.table', '[2]'),
    traceNode(109, className, 'main.threadLocals.table[2]', '.value'),
  ];
  return { root: { word: 'module', text: 'module pool.js: a module stays loaded' }, nodes, cut: 4 };
}

function traceNode(id: number, className: string, before: string, own: string): LeakTraceNode {
  return {
    id: heapObjectId(id),
    className,
    label: className,
    status: 'unknown',
    reason: null,
    position: null,
    retainedBytes: 48,
    retainedObjects: 1,
    reference: { text: before + own, start: before.length, suspect: true, repeats: 1 },
  };
}
