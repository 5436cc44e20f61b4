import type { ScenarioContext } from 'heapwitness';
import { endBriefly } from '../brief-check.js';

const registry = Object.fromEntries(
  Array.from({ length: 3 }, (_, at) => [`map${at}`, new Map<number, object>()]),
);
const validators = new Map<number, unknown>();
const parsers = new Map<number, object>();

/**
 * Leaves two functions whose names no others have, which begin with the variant: one alone, and one in an object; and a
 * plain object in each of three maps.
 */
export function iteration({ index, variant }: ScenarioContext): void {
  for (const map of Object.values(registry)) map.set(index, { index });
  validators.set(index, made(`${variant}${index}`));
  parsers.set(index, { parse: made(`${variant}${index}Parser`) });
  endBriefly(index);
}

function made(name: string): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function(`return function ${name}() {}`) as () => unknown;
  return make();
}
