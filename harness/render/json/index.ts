import type { HeapDiff, Survivors } from '../../heap/diff/index.js';
import type { ClassInquiry, HeapTotals } from '../../heap/graph/index.js';
import type { NodeCount } from '../../heap/snapshot/index.js';
import type { CheckResult, KnownLeaksFile } from '../../check/index.js';
import type { ReportDocument } from '../model/report-document.js';

/** All JSON that a command prints or reads, by the name of its JSON Schema: `schema/check.json` describes `check`. */
export interface PublishedJson {
  readonly check: CheckResult;
  readonly cases: ReportDocument;
  readonly analysis: AnalysisJson;
  readonly counts: CountsJson;
  readonly diff: DiffJson;
  readonly 'known-leaks': KnownLeaksFile;
}

/** What `heapwitness analyze --json` prints. */
export interface AnalysisJson {
  readonly kind: 'analysis';
  readonly schemaVersion: 1;
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Sum of the shallow sizes. */
  readonly totalBytes: number;
  /** All classes, largest retained size first. */
  readonly classes: readonly ClassJson[];
  /** The class given by `--class`. */
  readonly class?: ClassInquiry;
}

export interface ClassJson {
  readonly name: string;
  readonly count: number;
  readonly shallowBytes: number;
  readonly retainedBytes: number;
}

/** Returns what `heapwitness analyze --json` prints, with `class` if a class was given. */
export function analysisJson({ classes, ...totals }: HeapTotals, inquiry?: ClassInquiry): AnalysisJson {
  return {
    kind: 'analysis',
    schemaVersion: 1,
    ...totals,
    classes: classes.map(({ name, count, shallowBytes, retainedBytes }) => ({
      name,
      count,
      shallowBytes,
      retainedBytes,
    })),
    ...(inquiry === undefined ? {} : { class: inquiry }),
  };
}

/** What `heapwitness analyze --counts --json` prints. */
export interface CountsJson {
  readonly kind: 'counts';
  readonly schemaVersion: 1;
  readonly nodeCount: number;
  readonly classes: readonly CountJson[];
}

export interface CountJson {
  /** V8's type of node. */
  readonly type: string;
  /** Null for a type whose nodes are counted together. */
  readonly name: string | null;
  readonly count: number;
  readonly selfBytes: number;
}

/** Returns what `heapwitness analyze --counts --json` prints. */
export function countsJson(counts: readonly NodeCount[]): CountsJson {
  return {
    kind: 'counts',
    schemaVersion: 1,
    nodeCount: counts.reduce((sum, { count }) => sum + count, 0),
    classes: counts.map(({ type, name = null, count, selfBytes }) => ({ type, name, count, selfBytes })),
  };
}

/** What `heapwitness diff --json` prints. */
export interface DiffJson extends HeapDiff {
  readonly kind: 'diff';
  readonly schemaVersion: 1;
  /** For three snapshots: what was allocated between the first two and is still alive in the third. */
  readonly survivors?: Omit<Survivors, 'nodes'>;
}

/** Returns what `heapwitness diff --json` prints. */
export function diffJson(changes: HeapDiff, left?: Survivors): DiffJson {
  return {
    kind: 'diff',
    schemaVersion: 1,
    ...changes,
    ...(left === undefined
      ? {}
      : { survivors: { count: left.count, bytes: left.bytes, classes: left.classes } }),
  };
}
