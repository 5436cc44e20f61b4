/** V8's ids of heap objects are smaller. */
const IDS = 2 ** 40;

/** Makes the id of an object that is unique in a program: ids are only unique in an isolate. */
export function idInProgram(threadId: number, id: number): number {
  return threadId * IDS + id;
}

/** Ids of one thread's objects: those that are unique in the program, and V8's own in the same order. */
export interface IdsOfThread {
  readonly inProgram: number[];
  readonly inIsolate: number[];
}

/** Sorts ids that are unique in a program by thread; `null` stands for the scenario's own isolate. */
export function perThread(ids: readonly number[]): Map<number | null, IdsOfThread> {
  const sorted = new Map<number | null, IdsOfThread>();
  for (const id of ids) {
    const threadId = id < IDS ? null : Math.floor(id / IDS);
    const { inProgram, inIsolate } = sorted.get(threadId) ?? { inProgram: [], inIsolate: [] };
    inProgram.push(id);
    inIsolate.push(id % IDS);
    sorted.set(threadId, { inProgram, inIsolate });
  }
  return sorted;
}
