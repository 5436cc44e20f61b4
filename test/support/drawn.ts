import { Random } from './courses/random.js';

/** Options of a command that can do a random part of its work. */
export interface DrawOptions {
  /** How many to draw; all if not given. */
  readonly sample?: string | undefined;
  /** Seed of the draw: another one each day by default. */
  readonly seed?: string | undefined;
}

/**
 * Returns all of some things, or as many as are wanted, drawn at random; prints the seed.
 *
 * @param what what they are, in the plural
 */
export function drawn<T>(all: readonly T[], what: string, { sample, seed }: DrawOptions): readonly T[] {
  if (sample === undefined) return all;
  const used = Number(seed ?? Math.floor(Date.now() / 86_400_000));
  const random = new Random(used);
  const rest = [...all];
  const some = Array.from({ length: Math.min(Number(sample), all.length) }, () =>
    rest.splice(Math.floor(random.next() * rest.length), 1),
  ).flat();
  process.stdout.write(`${some.length} of ${all.length} ${what}, drawn with --seed ${used}\n`);
  return some;
}
