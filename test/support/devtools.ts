import { Readable } from 'node:stream';

/** One row of the table, as DevTools' own code has it. */
export interface DevToolsRow {
  readonly count: number;
  readonly shallowBytes: number;
  readonly retainedBytes: number;
}

/** What DevTools' own code makes of a snapshot. */
export interface DevToolsView {
  /** By `location,name`; the location is empty where there is none. */
  readonly rows: ReadonlyMap<string, DevToolsRow>;
  /** By node; -5 where nothing leads. */
  readonly distances: Int32Array;
}

interface Snapshot {
  readonly nodeDistances: Int32Array;
  getAggregatesByClassKey(
    sorted: boolean,
    key: string,
  ): Record<string, { readonly count: number; readonly self: number; readonly maxRet: number }>;
}

/**
 * Reads a snapshot with heap-snapshot-toolkit, which is the heap snapshot model of Chrome DevTools packed for Node.js.
 * Its types do not pass our compiler settings, so it is imported by a name that the compiler does not follow.
 */
export async function readWithDevTools(bytes: Uint8Array): Promise<DevToolsView> {
  const name: string = 'heap-snapshot-toolkit';
  const { parse } = (await import(name)) as { parse: (stream: Readable) => Promise<Snapshot> };
  const snapshot = await parse(Readable.from([Buffer.from(bytes).toString('utf8')]));
  const aggregates = Object.entries(snapshot.getAggregatesByClassKey(false, 'allObjects'));
  return {
    rows: new Map(
      aggregates.map(([key, { count, self, maxRet }]) => [
        key,
        { count, shallowBytes: self, retainedBytes: maxRet },
      ]),
    ),
    distances: snapshot.nodeDistances,
  };
}
