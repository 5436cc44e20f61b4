import { availableParallelism } from 'node:os';
import { ProjectCopy } from './project-copy.js';

/** Copies of the project, one for each core, that share work. */
export class ProjectCopies {
  readonly #copies: readonly ProjectCopy[];

  /** @param purpose a word in the names of their folders */
  constructor(purpose: string) {
    this.#copies = Array.from({ length: availableParallelism() }, () => new ProjectCopy(purpose));
  }

  async fill(): Promise<void> {
    await Promise.all(this.#copies.map((copy) => copy.fill()));
  }

  /** Does something with each item, as many at a time as there are copies; waits for all, and then throws what went wrong. */
  async share<Item>(
    items: readonly Item[],
    act: (item: Item, copy: ProjectCopy) => Promise<void>,
  ): Promise<void> {
    const waiting = [...items];
    const done = this.#copies.map(async (copy) => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next, copy);
    });
    for (const outcome of await Promise.allSettled(done))
      if (outcome.status === 'rejected') throw outcome.reason;
  }

  discard(): void {
    for (const copy of this.#copies) copy.discard();
  }
}
