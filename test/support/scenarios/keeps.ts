import type { ScenarioContext } from '../../../harness/check/index.js';

class Wanted {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** Holds everything on purpose, with its memory outside of the heap; the variant `buffers` lets only that grow. */
export function iteration({ index, keep, variant }: ScenarioContext): void {
  if (variant === 'buffers') keep(new Uint8Array(5000));
  else keep(new Wanted(index));
}
