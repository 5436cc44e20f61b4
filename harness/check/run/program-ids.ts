/** V8's ids of heap objects have 32 bits. */
const IDS = 2 ** 32;

/** Makes the id of an object that is unique in a program: ids are only unique in an isolate. */
export function idInProgram(serial: number, id: number): number {
  return serial * IDS + id;
}

/** Ids of one isolate's objects: those that are unique in the program, and V8's own in the same order. */
export interface IdsOfIsolate {
  readonly inProgram: number[];
  readonly inIsolate: number[];
}

/** Counts the entries of objects of a program, by ids that are unique in it: asks each isolate for its own objects. */
export async function entriesPerIsolate(
  ids: readonly number[],
  entriesOf: (serial: number | null, ids: readonly number[]) => Promise<readonly (number | null)[]>,
): Promise<readonly (number | null)[]> {
  const counts = new Map<number, number | null>();
  for (const [serial, { inProgram, inIsolate }] of perIsolate(ids)) {
    const found = await entriesOf(serial, inIsolate);
    for (const [at, id] of inProgram.entries()) counts.set(id, found[at] ?? null);
  }
  return ids.map((id) => counts.get(id) ?? null);
}

/** Sorts ids that are unique in a program by the serial of the isolate; `null` stands for the scenario's own one. */
export function perIsolate(ids: readonly number[]): Map<number | null, IdsOfIsolate> {
  const sorted = new Map<number | null, IdsOfIsolate>();
  for (const id of ids) {
    const serial = id < IDS ? null : Math.floor(id / IDS);
    const { inProgram, inIsolate } = sorted.get(serial) ?? { inProgram: [], inIsolate: [] };
    inProgram.push(id);
    inIsolate.push(id % IDS);
    sorted.set(serial, { inProgram, inIsolate });
  }
  return sorted;
}
