import type { ScenarioContext } from 'heapwitness';
import { endBriefly } from '../brief-check.js';

class Connection {
  readonly openedAt: number = performance.now();
}

class Registries {
  readonly byHost: Connection[] = [];
  readonly byPort: Connection[] = [];
  readonly byUser: Connection[] = [];
  readonly idle: Connection[] = [];
  readonly busy: Connection[] = [];
  readonly all: Connection[] = [];
}

const registries = new Registries();
const ballast: object[] = [];
const LARGE = 260_000;

/** Each connection is left in six registries; one variant does so in a heap of more than 250,000 nodes. */
export function iteration({ index, variant }: ScenarioContext): void {
  if (variant === 'in a large heap') while (ballast.length < LARGE) ballast.push({});
  const connection = new Connection();
  for (const registry of Object.values(registries) as Connection[][]) registry.push(connection);
  endBriefly(index);
}
