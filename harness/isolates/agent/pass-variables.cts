/** The environment variables of a program that is checked; see `program/connected/connected-processes.ts`. */
const ADDRESS = 'HEAPWITNESS_PROGRAM';
const OPTIONS = 'NODE_OPTIONS';

/** The part of a `ChildProcess` that starts the process, after Node has reported it on its diagnostics channel. */
interface Starting {
  readonly spawn: (options: { readonly file?: string; envPairs?: string[] }) => unknown;
}

/**
 * Gives each Node process that this isolate starts the variables that make it connect to the check, also if it is
 * started with variables of its own (`env`), as some pools do.
 *
 * @returns stops that
 */
function passVariables(): () => void {
  const path = process.getBuiltinModule('node:path');
  const { subscribe, unsubscribe } = process.getBuiltinModule('node:diagnostics_channel');
  const preload = path.join(__dirname, '..', 'program', 'connected', 'preload', 'preload.cjs');
  const onChild = (message: unknown): void => {
    const { process: child } = message as { readonly process: Starting };
    const { spawn } = child;
    const start = function (this: unknown, options: Parameters<typeof spawn>[0]): unknown {
      // The method of its class is visible again.
      Reflect.deleteProperty(child, 'spawn');
      const address = process.env[ADDRESS];
      if (address !== undefined && /^node(js)?(\.exe)?$/.test(path.basename(options.file ?? '')))
        options.envPairs = withVariables(options.envPairs ?? [], address);
      return Reflect.apply(spawn, this, [options]);
    };
    Object.defineProperty(child, 'spawn', { value: start, configurable: true });
  };
  const withVariables = (pairs: readonly string[], address: string): string[] => {
    const before = pairs.find((pair) => pair.startsWith(`${OPTIONS}=`)) ?? `${OPTIONS}=`;
    const others = pairs.filter((pair) => pair !== before && !pair.startsWith(`${ADDRESS}=`));
    const options = before.includes(preload) ? before : `${before} --require ${JSON.stringify(preload)}`;
    return [...others, options, `${ADDRESS}=${address}`];
  };
  subscribe('child_process', onChild);
  return () => void unsubscribe('child_process', onChild);
}

module.exports = passVariables;
