import type { LocationColumns, SnapshotColumns } from '../../snapshot/index.js';
import { NONE } from '../none.js';
import type { RowRegister } from './class-rows.js';

/** Gives the row of a node that, but for its location, would be in `row`. Nodes must come in ascending order. */
export type Locate = (node: number, row: number, register: RowRegister) => number;

/**
 * Splits rows by where the class was defined: a program can have two of one name. A node that the snapshot locates
 * twice is where it says last.
 */
export function locatedRows({ locations }: SnapshotColumns): Locate {
  const placeOf = placeFinder(locations);
  /** Rows by name's row and location. */
  const rows = new Map<string, number>();
  // Neighbours are often of one class.
  let last = { row: NONE, place: NONE, located: NONE };
  const { scriptId, line, column } = locations;
  return (node, row, register) => {
    const place = placeOf(node);
    if (place === NONE) return row;
    if (last.row === row && isSamePlace(locations, last.place, place)) return last.located;
    // `place` is below the common length of the columns.
    const location = { scriptId: scriptId[place]!, line: line[place]!, column: column[place]! };
    const key = `${row} ${location.scriptId} ${location.line} ${location.column}`;
    const located = rows.get(key) ?? register.newRow(register.rows[row]?.name ?? '', location);
    rows.set(key, located);
    last = { row, place, located };
    return located;
  };
}

function isSamePlace({ scriptId, line, column }: LocationColumns, a: number, b: number): boolean {
  return scriptId[a] === scriptId[b] && line[a] === line[b] && column[a] === column[b];
}

/** Finds places by node: in one go along the column where that is ascending, as V8 writes it. */
function placeFinder({ node: nodes, count }: LocationColumns): (node: number) => number {
  for (let place = 1; place < count; place++) {
    // Both are below `count`.
    if (nodes[place]! < nodes[place - 1]!) {
      const places = new Map(Array.from(nodes, (node, at) => [node, at]));
      return (node) => places.get(node) ?? NONE;
    }
  }
  let next = 0;
  return (node) => {
    while (next < count && nodes[next]! < node) next++;
    let found = NONE;
    for (; next < count && nodes[next] === node; next++) found = next;
    return found;
  };
}
