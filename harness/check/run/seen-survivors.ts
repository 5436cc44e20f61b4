import { classKey, type ClassSurvivors } from './heap-history.js';

type Named = Pick<ClassSurvivors, 'kind' | 'name'>;

/** Remembers how many objects of each class there were at each look, by the cycle in which they were allocated. */
export class SeenSurvivors {
  readonly #looks: ReadonlyMap<string, readonly number[]>[] = [];

  /** Adds a look. */
  add(classes: readonly (Named & Pick<ClassSurvivors, 'survivors'>)[]): void {
    this.#looks.push(new Map(classes.map((one) => [classKey(one.kind, one.name), one.survivors])));
  }

  /** Replaces the last look. */
  replace(classes: readonly (Named & Pick<ClassSurvivors, 'survivors'>)[]): void {
    this.#looks.pop();
    this.add(classes);
  }

  /** Returns the survivors of a class at each look, by cycle: those of the first look are none. */
  of({ kind, name }: Named): readonly (readonly number[])[] {
    return this.#looks.map((look) => look.get(classKey(kind, name)) ?? []);
  }
}
