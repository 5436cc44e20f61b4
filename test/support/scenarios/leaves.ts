import { appendFileSync } from 'node:fs';

/** Scenarios that come to no end; the variant says how, and which file their `teardown` and their signal write to. */
interface Context {
  readonly index: number;
  readonly variant: string;
  readonly signal: AbortSignal;
}

function told({ variant }: Context, what: string): void {
  appendFileSync(variant.split('|')[1] ?? '', `${what}\n`);
}

export function setup(context: Context): void {
  context.signal.addEventListener('abort', () => told(context, 'aborted'));
}

export function iteration(context: Context): unknown {
  const [how] = context.variant.split('|');
  if (context.index === 3 && how === 'throws') throw new Error('no more');
  if (context.index === 3 && how === 'hangs') {
    told(context, 'hangs');
    return new Promise(() => undefined);
  }
  return new Promise((resolve) => setTimeout(resolve, 20));
}

export function teardown(context: Context): void {
  told(context, 'torn down');
}
