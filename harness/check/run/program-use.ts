import { sum } from '../judge/growth-rule.js';
import {
  commandIn,
  type Counters,
  type MemoryUse,
  type OpenFile,
  openFilesOf,
  type OtherIsolate,
  withMoreBytes,
  withProcesses,
} from '../../isolates/agent/index.js';
import type { IsolateMemory } from '../../isolates/program/index.js';

/** What a program uses at one look. */
export interface ProgramUse {
  readonly processes: readonly ProcessUse[];
  /** What the scenario's process has open; `null` if the system does not tell. */
  readonly files: readonly OpenFile[] | null;
  /** Command lines of the other processes of the program that are alive. */
  readonly children: readonly string[];
}

/** The memory of a process and of its isolates that were read, in bytes; see `MemoryUse`. */
export interface ProcessUse extends Omit<MemoryUse, 'committedBytes'> {
  readonly pid: number;
  /** Number of nodes in the snapshots of its isolates. */
  readonly heapNodes: number;
  /** Whether other code than that of the scenario runs in it, too. */
  readonly isShared: boolean;
  /** Resident bytes that belong neither to the heaps of its isolates nor to their objects. */
  readonly restBytes: number | null;
}

/** The parts of {@link programUse}. */
export interface ProgramUseParts {
  /** The isolates of the program that were read, that of the scenario first. */
  readonly isolates: readonly IsolateMemory[];
  /** The isolate that checks, if it shares the process of the scenario and is not that of the scenario. */
  readonly harness: MemoryUse | null;
  /** The other processes of the program. */
  readonly started: readonly OtherIsolate[];
  /** Whether other code runs in the process of the scenario, too. */
  readonly isShared: boolean;
  /** Path of a socket of the harness. */
  readonly ownSocket: string;
}

/** Sums up what a program uses, by process. */
export function programUse({ isolates, harness, started, isShared, ownSocket }: ProgramUseParts): ProgramUse {
  const [own] = isolates;
  const pids = [...new Set(isolates.map(({ pid }) => pid))];
  const files = own === undefined ? null : openFilesOf(own.pid);
  // A folder that the harness has open, to count open files when no more can be opened.
  const ownNames = [ownSocket, `/proc/${own?.pid}/fd`];
  return {
    processes: pids.map((pid) => {
      const inside = isolates.filter((one) => one.pid === pid);
      return pid === own?.pid
        ? { ...processUse(pid, inside, harness), isShared }
        : processUse(pid, inside, null);
    }),
    files: files === null ? null : files.filter(({ name }) => !ownNames.includes(name)),
    children: started.map(commandIn),
  };
}

/** Takes bytes outside of the heap away from what the process of the scenario uses. */
export function withoutExternalBytes(
  { processes: [own, ...others], ...use }: ProgramUse,
  bytes: number,
): ProgramUse {
  if (own === undefined) return { ...use, processes: [] };
  return { ...use, processes: [{ ...own, externalBytes: own.externalBytes - bytes }, ...others] };
}

/**
 * Returns the counters of a program.
 *
 * @param own counters of the scenario's isolate
 * @param others memory of the other isolates
 */
export function programCounters(
  own: Counters,
  others: readonly MemoryUse[],
  processes: readonly OtherIsolate[],
): Counters {
  const bytes = sum(others.map(({ externalBytes }) => externalBytes));
  return withProcesses(withMoreBytes(own, bytes), processes.length);
}

function processUse(pid: number, isolates: readonly IsolateMemory[], harness: MemoryUse | null): ProcessUse {
  const cpp = isolates.flatMap(({ cppHeapBytes }) => (cppHeapBytes === null ? [] : [cppHeapBytes]));
  const rssBytes = isolates.at(-1)?.rssBytes ?? null;
  const all = [...isolates, ...(harness === null ? [] : [harness])];
  const owned = all.map(
    ({ committedBytes, externalBytes, cppHeapBytes }) => committedBytes + externalBytes + (cppHeapBytes ?? 0),
  );
  return {
    pid,
    isShared: false,
    rssBytes,
    heapNodes: sum(isolates.map(({ heapNodes }) => heapNodes)),
    heapBytes: sum(isolates.map(({ heapBytes }) => heapBytes)),
    youngBytes: sum(all.map(({ youngBytes }) => youngBytes)),
    externalBytes: sum(isolates.map(({ externalBytes }) => externalBytes)),
    cppHeapBytes: cpp.length === 0 ? null : sum(cpp),
    restBytes: rssBytes === null ? null : rssBytes - sum(owned),
  };
}
