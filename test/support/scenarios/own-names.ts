import type { ScenarioContext } from 'heapwitness';
import { endBriefly } from '../brief-check.js';

const registry = Object.fromEntries(
  Array.from({ length: 3 }, (_, at) => [`map${at}`, new Map<number, object>()]),
);
const validators = new Map<number, unknown>();

/** Leaves a function whose name no other has, which begins with the variant, and a plain object in each of three maps. */
export function iteration({ index, variant }: ScenarioContext): void {
  for (const map of Object.values(registry)) map.set(index, { index });
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function(`return function ${variant}${index}() {}`) as () => unknown;
  validators.set(index, make());
  endBriefly(index);
}
