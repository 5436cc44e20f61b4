import { nodeOrdinal, type NodeOrdinal } from '../../../core/units.js';
import type { SnapshotColumns } from '../../snapshot/index.js';
import { type ClassCount, type ClassIndex, indexClasses, membersOf } from './class-index.js';
import { lazy } from '../../../core/lazy.js';
import { type Constructor, findPrototypes, inheritorsOf, type Prototypes } from './prototypes.js';

/** Which instances of a class to find. */
export interface InstancesOptions {
  /**
   * Whether to include instances of subclasses: objects whose `__proto__` chain contains a prototype of that class.
   *
   * @defaultValue false
   */
  readonly subclasses?: boolean;
}

/** Answers queries about classes by name; computes what it needs on first use. */
export class ClassCatalog {
  readonly prototypes: () => Prototypes;
  readonly index: () => ClassIndex;
  readonly #columns: SnapshotColumns;
  readonly #constructors: () => ReadonlyMap<string, readonly Constructor[]>;
  readonly #names: () => readonly string[];

  constructor(columns: SnapshotColumns) {
    this.#columns = columns;
    this.prototypes = lazy(() => findPrototypes(columns));
    this.index = lazy(() => indexClasses(columns, this.prototypes()));
    this.#constructors = lazy(() => this.#constructorsByName());
    this.#names = lazy(() =>
      [...new Set([...this.index().objectClass.keys(), ...this.#constructors().keys()])].sort(),
    );
  }

  counts(): readonly ClassCount[] {
    return this.index()
      .classes.filter(({ count }) => count > 0)
      .map((counts) => ({ ...counts }))
      .sort((a, b) => b.shallowBytes - a.shallowBytes || (a.name < b.name ? -1 : 1));
  }

  has(name: string): boolean {
    return this.index().objectClass.has(name) || this.#constructors().has(name);
  }

  names(): readonly string[] {
    return this.#names();
  }

  instances(name: string, { subclasses = false }: InstancesOptions): NodeOrdinal[] {
    const index = this.index().objectClass.get(name);
    const own = index === undefined ? [] : membersOf(this.index(), index);
    return subclasses ? this.#withSubclasses(name, own) : own;
  }

  /** Adds the inheritors to the nodes that carry the name; each of the two sets may have nodes that the other lacks. */
  #withSubclasses(name: string, own: NodeOrdinal[]): NodeOrdinal[] {
    const constructors = this.#constructors().get(name) ?? [];
    const { isPrototype, prototypeOf } = this.prototypes();
    const ancestors = constructors.map(({ prototype }) => prototype);
    const inherits = inheritorsOf(prototypeOf(), ancestors);
    const { nodeType, nodeTypes } = this.#columns;
    const objectType = nodeTypes.indexOf('object');
    const all = new Set(own);
    for (let node = inherits.indexOf(1); node >= 0; node = inherits.indexOf(1, node + 1)) {
      if (nodeType[node] === objectType && isPrototype[node] === 0) all.add(nodeOrdinal(node));
    }
    return [...all].sort((a, b) => a - b);
  }

  #constructorsByName(): Map<string, Constructor[]> {
    const { nodeName, strings } = this.#columns;
    const byName = new Map<string, Constructor[]>();
    for (const constructor of this.prototypes().constructors) {
      // A closure is a node.
      const name = strings.at(nodeName[constructor.closure]!);
      if (name === '') continue;
      const known = byName.get(name);
      if (known) known.push(constructor);
      else byName.set(name, [constructor]);
    }
    return byName;
  }
}
