import type { AgentExtension } from 'heapwitness';

/** What an extension may let be counted, and no module exports. */
class Extra {
  readonly isExtra = true;
}

class LargerExtra extends Extra {}

let extras: Extra[] = [];
let asked = 0;

export const handlers: AgentExtension['handlers'] = {
  sum: (numbers) => (numbers as number[]).reduce((sum, one) => sum + one, 0),
  exported: (_, userModule) => Promise.resolve(Object.keys(userModule).includes('keep')),
  fails: () => {
    throw new RangeError('this extension fails');
  },
  makeExtras: (count) => {
    extras = Array.from({ length: count as number }, () => new LargerExtra());
    return extras.length;
  },
  timesAsked: () => asked,
  answersWithFunction: () => () => undefined,
};

export function countableClasses(): Promise<Record<string, unknown>> {
  asked++;
  return Promise.resolve({ Extra, LargerExtra });
}
