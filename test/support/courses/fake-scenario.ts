import type { TimerList } from '../../../harness/heap/graph/queries/timer-lists.js';
import type { Course } from './courses.js';

/** One holder of a class, and the course of what it holds. */
export interface FakeHolder {
  readonly className: string;
  /** Holders that are alike up to a `#` are held in the same way: `lists#0`, `lists#1`. */
  readonly holder: string;
  readonly course: Course;
  /** How many of them another holder has in use at a look: the newest, and others that are drawn anew each time. */
  readonly lends?: { readonly to: string; readonly count: number };
  /**
   * The isolate that has the holder, if these are used in turn.
   * @defaultValue one of its own
   */
  readonly isolate?: number;
  /** It drops all that it holds after so many milliseconds without an iteration. */
  readonly idleMs?: number;
}

/** Something whose size is told by a formula: a collection's bytes, or a counter's. */
export type SizeCourse = (iterations: number) => number;

export interface FakeProcess {
  readonly restBytes: SizeCourse;
  readonly heapBytes: number;
  readonly heapNodes?: number;
  readonly youngBytes?: SizeCourse;
  /** The iteration that starts it; 0 for that of the scenario. */
  readonly startedAt: number;
}

export interface FakeScenario {
  readonly holders: readonly FakeHolder[];
  readonly collections?: Readonly<Record<string, SizeCourse>>;
  /** Entries of collections whose stores may be holes for the most part, by the same names. */
  readonly entries?: Readonly<Record<string, SizeCourse>>;
  readonly counters?: Readonly<Record<string, SizeCourse>>;
  /** Processes, by their ids: the memory of each that has no owner. */
  readonly processes?: Readonly<Record<number, FakeProcess>>;
  /**
   * Whether the system lists their open files and child processes.
   * @defaultValue true
   */
  readonly listsFiles?: boolean;
  /** Whether other code runs in them. */
  readonly isShared?: boolean;
  /**
   * What an iteration takes, by how many were run before.
   * @defaultValue 0.05
   */
  readonly iterationMs?: number | ((done: number) => number);
  /**
   * Whether the holders are of several isolates that get all iterations in turn, one of them from look to look; a course
   * then counts the iterations of its isolate.
   */
  readonly isTakenInTurn?: boolean;
  /** The iteration in which the system refuses something. */
  readonly refusedAt?: number;
  /** Timers that are pending at each look. */
  readonly timers?: readonly TimerList[];
  /** Milliseconds that the first look really takes. */
  readonly firstLookMs?: number;
}

/** What the judgement sees of a heap that is not there: births and deaths by formula. */
export interface FakeHeap {
  readonly iterations: number;
}

export interface Birth {
  readonly id: number;
  readonly at: number;
  readonly dies: number;
}

/** Returns the isolate that has a holder, by the holder's index. */
export function isolateOf({ isolate }: FakeHolder, which: number): number {
  return isolate ?? which;
}
