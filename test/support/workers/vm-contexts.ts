import { createContext, runInContext, Script } from 'node:vm';

/** A global object of a context. */
class Sandbox {
  readonly name = 'a sandbox';
}

const kept: object[] = [];
const scripts: Script[] = [];

/** Keeps contexts of `node:vm` in a list, and a script in another. */
export function keep(count: number): void {
  for (let more = 0; more < count; more++) {
    const context = createContext(new Sandbox());
    runInContext('globalThis.seen = 1', context);
    kept.push(context);
  }
  scripts.push(new Script('1'));
}
