import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import type { Prototypes } from './prototypes.js';

/** One class of nodes, without the properties that need dominators. */
export interface ClassCount {
  /** The constructor's name, or a group in brackets such as `(string)`. */
  readonly name: string;
  /** Node type of the members; native nodes and objects of the same name are two classes. */
  readonly type: string;
  readonly count: number;
  readonly shallowBytes: number;
}

/** The class of every node. */
export interface ClassIndex {
  readonly classes: readonly ClassCount[];
  /** Index into `classes` by node. */
  readonly classOf: Uint32Array;
  /** Index into `classes` by name, for classes of objects. */
  readonly objectClass: ReadonlyMap<string, number>;
}

/** The group of prototype objects: they carry the name of their *parent* class, but are not instances of it. */
export const PROTOTYPE_CLASS = '(prototype)';

/**
 * Sorts all nodes into classes, much as Chrome DevTools groups them: objects and native nodes by name, V8's hidden
 * nodes by name if that starts with `system / ` and otherwise as `(system)`, code as `(compiled code)`, all others by
 * type in brackets. Deviation: prototype objects have a group of their own, so the count of a class of objects is the
 * number of its instances.
 */
export function indexClasses(columns: SnapshotColumns, { isPrototype }: Prototypes): ClassIndex {
  const { nodeCount, nodeType, nodeTypes, nodeName, nodeShallowBytes } = columns;
  const builder = new ClassBuilder(columns);
  const objectType = nodeTypes.indexOf('object');
  const classOf = new Uint32Array(nodeCount);
  // All columns have `nodeCount` entries.
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeType[node]!;
    const isInstance = type !== objectType || isPrototype[node] === 0;
    const index = isInstance ? builder.classFor(type, nodeName[node]!) : builder.prototypes;
    builder.add(index, nodeShallowBytes[node]!);
    classOf[node] = index;
  }
  return builder.index(classOf);
}

/** Returns the members of a class, ascending. */
export function membersOf({ classOf }: ClassIndex, wanted: number): NodeOrdinal[] {
  const members: NodeOrdinal[] = [];
  for (let node = classOf.indexOf(wanted); node >= 0; node = classOf.indexOf(wanted, node + 1)) {
    members.push(nodeOrdinal(node));
  }
  return members;
}

interface Tally {
  readonly name: string;
  readonly type: string;
  count: number;
  shallowBytes: number;
}

class ClassBuilder {
  readonly #columns: SnapshotColumns;
  readonly #tallies: Tally[] = [];
  readonly #byTypeAndName = new Map<string, number>();
  /** By type, then by string index, so that no name is decoded twice. */
  readonly #byString: Map<number, number>[];
  /** The class of all nodes of a type whose names do not matter. */
  readonly #byType: (number | undefined)[];
  readonly prototypes: number;

  constructor(columns: SnapshotColumns) {
    this.#columns = columns;
    this.#byString = columns.nodeTypes.map(() => new Map());
    this.#byType = columns.nodeTypes.map((type) =>
      isNamed(type) ? undefined : this.#tally(type, type === 'code' ? '(compiled code)' : `(${type})`),
    );
    this.prototypes = this.#tally('object', PROTOTYPE_CLASS);
  }

  classFor(type: number, stringIndex: number): number {
    const fixed = this.#byType[type];
    if (fixed !== undefined) return fixed;
    // Types were checked by the reader; both lists have one entry per type.
    const known = this.#byString[type]!.get(stringIndex);
    if (known !== undefined) return known;
    const typeName = this.#columns.nodeTypes[type]!;
    const name = this.#columns.strings.at(stringIndex);
    const system = typeName === 'hidden' && !name.startsWith('system / ');
    const index = this.#tally(typeName, system ? '(system)' : name);
    this.#byString[type]!.set(stringIndex, index);
    return index;
  }

  add(index: number, shallowBytes: number): void {
    // `index` comes from `#tally`.
    const tally = this.#tallies[index]!;
    tally.count++;
    tally.shallowBytes += shallowBytes;
  }

  index(classOf: Uint32Array): ClassIndex {
    const objectClass = new Map<string, number>();
    for (const [index, { name, type, count }] of this.#tallies.entries()) {
      if (type === 'object' && index !== this.prototypes && count > 0) objectClass.set(name, index);
    }
    return { classes: this.#tallies, classOf, objectClass };
  }

  #tally(type: string, name: string): number {
    const key = `${type}\0${name}`;
    const known = this.#byTypeAndName.get(key);
    if (known !== undefined) return known;
    const index = this.#tallies.push({ name, type, count: 0, shallowBytes: 0 }) - 1;
    // A user's class may have the same name as the group of prototypes, but is a different class.
    if (name !== PROTOTYPE_CLASS) this.#byTypeAndName.set(key, index);
    return index;
  }
}

function isNamed(type: string): boolean {
  return type === 'object' || type === 'native' || type === 'hidden';
}
