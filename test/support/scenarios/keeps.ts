import type { ScenarioContext } from '../../../harness/check/index.js';

class Wanted {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** Holds everything on purpose. */
export function iteration({ index, keep }: ScenarioContext): void {
  keep(new Wanted(index));
}
