import { classKey, type ClassSurvivors, type SeenNumbers } from './heap-history.js';

type Named = Pick<ClassSurvivors, 'kind' | 'name'>;

/** The objects of all classes at a look. */
export interface SeenObjects {
  readonly classes: readonly (Named & Pick<ClassSurvivors, 'survivors'>)[];
  /** Numbers of objects that are older than the first look. */
  readonly older: readonly (Named & { readonly count: number })[];
}

interface Seen {
  readonly survivors: ReadonlyMap<string, readonly number[]>;
  readonly older: ReadonlyMap<string, number>;
}

/** Remembers how many objects of each class there were at each look, by the cycle in which they were allocated. */
export class SeenSurvivors {
  readonly #looks: Seen[] = [];

  /** Adds a look. */
  add({ classes, older }: SeenObjects): void {
    this.#looks.push({
      survivors: new Map(classes.map((one) => [classKey(one.kind, one.name), one.survivors])),
      older: new Map(older.map((one) => [classKey(one.kind, one.name), one.count])),
    });
  }

  /** Replaces the last look. */
  replace(seen: SeenObjects): void {
    this.#looks.pop();
    this.add(seen);
  }

  /** Returns the numbers of a class's objects at each look. */
  of({ kind, name }: Named): SeenNumbers {
    const key = classKey(kind, name);
    return {
      survivors: this.#looks.map(({ survivors }) => survivors.get(key) ?? []),
      older: this.#looks.map(({ older }) => older.get(key) ?? 0),
    };
  }
}
