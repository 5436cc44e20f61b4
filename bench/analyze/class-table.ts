/** One row of a contestant's table. */
export interface ClassRow {
  readonly name: string;
  readonly count: number;
  readonly shallowBytes: number;
  readonly retainedBytes: number;
}

/** How ours differs from the reference's. */
export interface TableDifference {
  /** Of the reference's table. */
  readonly rows: number;
  readonly differenceCount: number;
  /** Rows that only one of the two has, with all their figures, as sentences; the first few. */
  readonly examples: readonly string[];
}

const SHOWN = 20;

/** The table that a contestant has printed. */
export function tableOf(stdout: string): ClassRow[] {
  return (JSON.parse(stdout) as { classes: ClassRow[] }).classes;
}

/** Compares two tables row by row, names and all three figures; their order does not matter. */
export function compareTables(ours: readonly ClassRow[], reference: readonly ClassRow[]): TableDifference {
  const left = new Map<string, number>();
  for (const row of reference) left.set(textOf(row), (left.get(textOf(row)) ?? 0) + 1);
  const differences: string[] = [];
  for (const row of ours) {
    const text = textOf(row);
    const count = left.get(text) ?? 0;
    if (count === 0) differences.push(`${text}: only ours`);
    else left.set(text, count - 1);
  }
  for (const [text, count] of left) {
    for (let more = 0; more < count; more++) differences.push(`${text}: only the reference`);
  }
  const examples = differences.sort().slice(0, SHOWN);
  return { rows: reference.length, differenceCount: differences.length, examples };
}

function textOf({ name, count, shallowBytes, retainedBytes }: ClassRow): string {
  return `${JSON.stringify(name)} count ${count} shallow ${shallowBytes} retained ${retainedBytes}`;
}
