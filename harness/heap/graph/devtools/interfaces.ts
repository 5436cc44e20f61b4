import type { SnapshotColumns } from '../../snapshot/index.js';
import { NONE } from '../no-ordinal.js';
import type { Shapes } from './shapes.js';

/** The interfaces that plain objects are split by. */
export interface Interfaces {
  /** Names such as `{a, b}`. */
  readonly names: readonly string[];
  /** Index into `names`, or `NONE`. By shape. */
  readonly ofShape: Uint32Array;
}

/** The properties that an object must have to belong to an interface. */
interface Definition {
  readonly name: string;
  /** String indexes, in the order of the objects that gave the name; a name can occur twice (as two symbols can). */
  readonly properties: readonly number[];
  count: number;
}

/** Once the name is this long, no further property is added to an interface. */
const MAX_NAME_LENGTH = 120;
/** Minimum number of plain objects of an interface. */
const MIN_COUNT = 2;
/** At least one in this many plain objects belongs to an interface. */
const MIN_SHARE = 1000;

/**
 * Infers interfaces as Chrome DevTools does: the lists of properties that are most common among plain objects, each as
 * long as its name stays short. An object belongs to the interface with the most properties among those whose
 * properties it all has; of equally long ones, to the more common.
 */
export function inferInterfaces(columns: SnapshotColumns, shapes: Shapes): Interfaces {
  const definitions = commonDefinitions(columns, shapes);
  const matcher = new Matcher(definitions);
  const ofShape = new Uint32Array(shapes.count);
  for (let shape = 0; shape < shapes.count; shape++)
    ofShape[shape] = matcher.match(shapes.propertiesOf(shape));
  return { names: definitions.map(({ name }) => name), ofShape };
}

/** Returns the definitions, the most common first; of equally common ones the one seen first. */
function commonDefinitions({ strings }: SnapshotColumns, shapes: Shapes): Definition[] {
  const total = shapes.counts.reduce((sum, count) => sum + count, 0);
  const minCount = Math.max(MIN_COUNT, total / MIN_SHARE);
  const byFirst = countByFirstProperty(shapes);
  const labels = new Map<number, string>();
  const labelOf = (property: number): string => {
    const label = labels.get(property) ?? formatProperty(strings.at(property));
    labels.set(property, label);
    return label;
  };
  const byName = new Map<string, Definition>();
  for (const [shape, count] of shapes.counts.entries()) {
    const all = shapes.propertiesOf(shape);
    const [first] = all;
    // No name is common if its first property is not: objects used as dictionaries end here, without being read.
    if (first === undefined || (byFirst.get(first) ?? 0) < minCount) continue;
    const { name, properties } = nameInterface(all, labelOf);
    const known = byName.get(name);
    if (known) known.count += count;
    else byName.set(name, { name, properties, count });
  }
  return [...byName.values()].filter(({ count }) => count >= minCount).sort((a, b) => b.count - a.count);
}

function countByFirstProperty(shapes: Shapes): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [shape, count] of shapes.counts.entries()) {
    const [first] = shapes.propertiesOf(shape);
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + count);
  }
  return counts;
}

function nameInterface(
  all: readonly number[],
  labelOf: (property: number) => string,
): { name: string; properties: number[] } {
  const properties: number[] = [];
  let name = '{';
  for (const property of all) {
    const label = labelOf(property);
    if (properties.length > 0 && name.length + label.length > MAX_NAME_LENGTH) break;
    name += properties.length > 0 ? `, ${label}` : label;
    properties.push(property);
  }
  return { name: `${name}}`, properties };
}

/** Quotes a property name that would be ambiguous between braces and commas. */
function formatProperty(name: string): string {
  return /[,'"{}]/.test(name) ? JSON.stringify(name) : name;
}

/** Finds the best interface for a list of properties without trying all interfaces. */
class Matcher {
  readonly #definitions: readonly Definition[];
  /** How many times each property is required. By definition. */
  readonly #wanted: ReadonlyMap<number, number>[];
  /**
   * The definitions to try when a property occurs: each is listed once, at the property that the fewest definitions
   * require.
   */
  readonly #toTry = new Map<number, number[]>();
  readonly #relevant: ReadonlyMap<number, number>;

  constructor(definitions: readonly Definition[]) {
    this.#definitions = definitions;
    this.#wanted = definitions.map(({ properties }) => countEach(properties));
    this.#relevant = countEach(this.#wanted.flatMap((wanted) => [...wanted.keys()]));
    for (const [index, wanted] of this.#wanted.entries()) {
      const [rarest = NONE] = [...wanted.keys()].sort((a, b) => this.#popularity(a) - this.#popularity(b));
      const listed = this.#toTry.get(rarest);
      if (listed) listed.push(index);
      else this.#toTry.set(rarest, [index]);
    }
  }

  match(properties: readonly number[]): number {
    const there = countEach(properties.filter((property) => this.#relevant.has(property)));
    let best = NONE;
    for (const property of there.keys()) {
      for (const index of this.#toTry.get(property) ?? []) {
        if (this.#isBetter(index, best) && this.#fits(index, there)) best = index;
      }
    }
    return best;
  }

  #isBetter(index: number, best: number): boolean {
    const sizeOf = (of: number): number => this.#definitions[of]?.properties.length ?? 0;
    return sizeOf(index) > sizeOf(best) || (sizeOf(index) === sizeOf(best) && index < best);
  }

  #fits(index: number, there: ReadonlyMap<number, number>): boolean {
    for (const [property, times] of this.#wanted[index] ?? []) {
      if ((there.get(property) ?? 0) < times) return false;
    }
    return true;
  }

  #popularity(property: number): number {
    return this.#relevant.get(property) ?? 0;
  }
}

function countEach(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
