/** Modules that are no scenarios, by variant, or that look as if their error said so. */
interface Context {
  readonly index: number;
  readonly variant: string;
}

const held: object[] = [];

function* values(): Generator<number> {
  yield 1;
}

export function setup({ variant }: Context): unknown {
  return variant === 'setup' ? values() : null;
}

export function iteration({ variant }: Context): unknown {
  if (variant === 'iteration') return Promise.resolve(values());
  if (variant === 'own error')
    throw Object.assign(new Error('not ours'), { name: 'HeapwitnessError', code: 'ERR_SCENARIO_DEFINITION' });
  if (variant === 'long error') throw new Error('x'.repeat(50_000_000));
  held.push({ variant });
  return null;
}
