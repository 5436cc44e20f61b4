import { createRequire, syncBuiltinESMExports } from 'node:module';

/** What a test with fake timers replaces: by functions that never call back, and a clock that stands still. */
export function stopTimers(): void {
  const never = (): object => ({});
  const stopped = { setTimeout: never, setImmediate: never, setInterval: never, clearTimeout: never };
  const require = createRequire(import.meta.url);
  const neverSettles = (): Promise<never> => new Promise(() => undefined);
  Object.assign(globalThis, stopped, { queueMicrotask: never });
  Object.assign(require('node:timers') as object, stopped);
  Object.assign(require('node:timers/promises') as object, {
    setTimeout: neverSettles,
    setImmediate: neverSettles,
  });
  Object.assign(performance, { now: () => 0 });
  Object.assign(Date, { now: () => 0 });
  // What was imported from `node:timers` by name before is replaced, too.
  syncBuiltinESMExports();
}
