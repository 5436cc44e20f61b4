import type { SnapshotColumns } from '../../snapshot/index.js';
import { nameTest } from '../queries/name-test.js';
import { NONE } from '../no-ordinal.js';
import type { ColumnPool } from '../column-pool.js';
import type { ChunkedLoop } from '../chunked-loop.js';
import type { SourceLocation } from '../types.js';
import { DETACHED } from './detachedness.js';
import { inferInterfaces } from './interfaces.js';
import { LocatedRows } from './located-rows.js';
import type { Bytes } from './owned-sizes.js';
import { findShapes } from './shapes.js';

/** A row of the class table, without the columns that need dominators. */
export interface ClassRow {
  readonly name: string;
  readonly location: SourceLocation | undefined;
  count: number;
  shallowBytes: number;
}

/** The rows of the class table, and the row of each node. */
export interface ClassRows {
  readonly rows: readonly ClassRow[];
  /** Row by node; `NONE` for nodes without a size, which are in no row. */
  readonly rowOf: Uint32Array;
}

/** Group names of node types whose own names do not matter. A map, because a type may be called `constructor`. */
const GROUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hidden: '(system)',
    code: '(compiled code)',
    closure: 'Function',
    regexp: 'RegExp',
  }),
);

/**
 * Sorts all nodes that have a size into the rows of Chrome DevTools' class table: objects and native nodes by name,
 * plain objects by interface, objects of the same name by where their class was defined, all others by type.
 */
export function findClassRows(
  columns: SnapshotColumns,
  detached: Uint8Array | undefined,
  bytes: Bytes,
  pool: ColumnPool,
  loop: ChunkedLoop,
): ClassRows {
  const { nodeCount, nodeType, nodeTypes, nodeName } = columns;
  const object = nodeTypes.indexOf('object');
  const isPlainName = nameTest(columns.strings, 'Object');
  const rowOf = pool.take();
  const isPlain = (node: number): boolean => nodeType[node] === object && isPlainName(nodeName[node]!);
  const { names, ofShape } = inferInterfaces(columns, findShapes(columns, isPlain, rowOf, loop));
  const register = new RowRegister(columns, detached);
  // All columns have `nodeCount` entries; `rowOf` holds the shapes of plain objects until they are replaced by rows.
  loop(nodeCount, (from, to) => {
    for (let node = from; node < to; node++) {
      const size = bytes[node]!;
      const type = nodeType[node]!;
      let row = NONE;
      if (size > 0 && type === object) {
        const ofInterface = isPlainName(nodeName[node]!) ? ofShape[rowOf[node]!]! : NONE;
        row = ofInterface === NONE ? register.byName(node) : register.ofInterface(ofInterface, names);
      } else if (size > 0) row = register.rowOf(node, type);
      if (row !== NONE) register.add(row, 1, size);
      rowOf[node] = row;
    }
  });
  splitByPlace(columns, bytes, rowOf, register, loop);
  return { rows: register.rows, rowOf };
}

/** Moves objects whose class has a location to the row of that location. */
function splitByPlace(
  { nodeType, nodeTypes, locations }: SnapshotColumns,
  bytes: Bytes,
  rowOf: Uint32Array,
  register: RowRegister,
  loop: ChunkedLoop,
): void {
  const object = nodeTypes.indexOf('object');
  const located = new LocatedRows(locations);
  const newRow = (unlocated: number, location: SourceLocation): number =>
    register.newRow(register.nameOf(unlocated), location);
  // `place` is below the common length of the columns, whose values are ordinals.
  loop(locations.count, (first, end) => {
    for (let place = first; place < end; place++) {
      const node = locations.node[place]!;
      const from = rowOf[node]!;
      if (nodeType[node] !== object || from === NONE) continue;
      const to = located.move(from, place, newRow);
      if (to === from) continue;
      register.add(from, -1, -bytes[node]!);
      register.add(to, 1, bytes[node]!);
      rowOf[node] = to;
    }
  });
}

/** Creates rows on demand. */
class RowRegister {
  readonly rows: ClassRow[] = [];
  readonly #columns: SnapshotColumns;
  /** The row of all nodes of a type whose names do not matter, counted from 1. By type. */
  readonly #byType: Uint32Array;
  /** Rows counted from 1, by the string index of the name. */
  readonly #byName: Uint32Array;
  /** Rows by a name that is not among the snapshot's strings. */
  readonly #byText = new Map<string, number>();
  readonly #byInterface: number[] = [];
  readonly #detached: Uint8Array | undefined;

  constructor(columns: SnapshotColumns, detached: Uint8Array | undefined) {
    this.#columns = columns;
    this.#byName = new Uint32Array(columns.strings.count);
    this.#detached = detached;
    this.#byType = Uint32Array.from(columns.nodeTypes, (type) =>
      type === 'object' || type === 'native' ? 0 : this.#textRow(GROUPS.get(type) ?? `(${type})`) + 1,
    );
  }

  /** Returns the row of a node of that type, which is not an object. */
  rowOf(node: number, type: number): number {
    // Nodes belong to this heap; types were checked by the reader.
    const fixed = this.#byType[type]!;
    if (fixed > 0) return fixed - 1;
    if (this.#detached?.[node] === DETACHED)
      return this.#textRow(classNameOf(`Detached ${this.#textOf(node)}`));
    return this.byName(node);
  }

  /** Returns the row of an object or a native node by its name. */
  byName(node: number): number {
    // See above.
    const name = this.#columns.nodeName[node]!;
    const known = this.#byName[name]!;
    if (known > 0) return known - 1;
    const text = this.#textOf(node);
    // A tag with attributes belongs to the class of the tag, whose name need not be among the strings.
    const row = /^(?:Detached )?</.test(text) ? this.#textRow(classNameOf(text)) : this.newRow(text);
    this.#byName[name] = row + 1;
    return row;
  }

  ofInterface(index: number, names: readonly string[]): number {
    return (this.#byInterface[index] ??= this.newRow(names[index] ?? ''));
  }

  newRow(name: string, location?: SourceLocation): number {
    return this.rows.push({ name, location, count: 0, shallowBytes: 0 }) - 1;
  }

  nameOf(index: number): string {
    return this.rows[index]?.name ?? '';
  }

  /** Adds `count` nodes with `bytes` in total to a row; both can be negative. */
  add(index: number, count: number, bytes: number): void {
    // `index` is that of an existing row.
    const row = this.rows[index]!;
    row.count += count;
    row.shallowBytes += bytes;
  }

  #textOf(node: number): string {
    // See above.
    return this.#columns.strings.at(this.#columns.nodeName[node]!);
  }

  #textRow(text: string): number {
    const row = this.#byText.get(text) ?? this.newRow(text);
    this.#byText.set(text, row);
    return row;
  }
}

/** `<div id="a">` is of the class `<div>`. */
function classNameOf(text: string): string {
  const tag = /^(Detached )?<[^ ]* /.exec(text);
  return tag ? `${tag[0].trimEnd()}>` : text;
}
