import { HeapwitnessError } from '../../core/errors.js';
import { existingModule } from '../../core/module-url.js';
import { clearTimeout, setTimeout } from '../../core/captured-timers.js';
import { givenInspectors } from '../../retention/index.js';
import type { Inspector } from '../../retention/index.js';

/** An inspector, or the URL or path of a module that exports a list of them as `inspectors`. */
export type InspectorSource = Inspector | string | URL;

/**
 * Returns the URLs of modules of inspectors. Each source must be a module: functions cannot be sent to the judging
 * process.
 *
 * @throws {HeapwitnessError} `ERR_USAGE` when a source is an inspector itself, `ERR_FILE_NOT_FOUND` when a module does
 * not exist
 */
export function inspectorModules(sources: readonly InspectorSource[]): string[] {
  return sources.map((source) => {
    if (typeof source === 'string' || source instanceof URL) return inspectorsUrl(source);
    const message =
      'inspectors cannot be functions if the scenario is given as a module, because it is checked in another process. ' +
      'Export them from the scenario: export const inspectors = […]; or give the URL of a module that exports them.';
    throw new HeapwitnessError('ERR_USAGE', message);
  });
}

/**
 * Returns all inspectors of some sources. Modules are loaded into this process.
 *
 * @throws {HeapwitnessError} `ERR_INSPECTOR` when an inspector is invalid or a module does not load,
 * `ERR_FILE_NOT_FOUND` when a module does not exist
 */
export async function loadInspectors(sources: readonly InspectorSource[]): Promise<Inspector[]> {
  const loaded: Inspector[] = [];
  for (const source of sources) {
    const isModule = typeof source === 'string' || source instanceof URL;
    loaded.push(
      ...(isModule
        ? await inspectorsIn(inspectorsUrl(source))
        : givenInspectors([source], 'The option inspectors')),
    );
  }
  return loaded;
}

async function inspectorsIn(url: string): Promise<Inspector[]> {
  let exported: { inspectors?: unknown; default?: { inspectors?: unknown } | undefined };
  try {
    exported = await inTime(import(url) as Promise<typeof exported>);
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    const message = `The inspectors module ${url} cannot be loaded: ${why}`;
    throw new HeapwitnessError('ERR_INSPECTOR', message, { cause });
  }
  return givenInspectors(exported.inspectors ?? exported.default?.inspectors, `The module ${url}`);
}

/** Time limit for loading a module: a scenario's module may await something that happens only in its worker. */
const LOAD_MS = 30_000;

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`loading timed out after ${LOAD_MS} ms`)), LOAD_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function inspectorsUrl(source: string | URL): string {
  return existingModule(source, 'inspectors module', 'inspectors');
}
