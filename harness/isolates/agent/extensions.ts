import { HeapwitnessError } from '../../core/errors.js';
import { isRecord } from '../../core/is-record.js';
import { hasOwn } from './intrinsics.js';

/**
 * What a module exports that the agent loads beside the user's: it answers requests of which the agent knows nothing.
 * It is loaded into the heap that is measured, so let it load what it needs when it is asked.
 */
export interface AgentExtension {
  /** By name, what may be asked for. */
  readonly handlers: Readonly<Record<string, ExtensionHandler>>;
  /**
   * Classes, by name, that can be counted beside those that the user's module exports. Asked for only when something is
   * counted.
   */
  readonly countableClasses?: () => Promise<Readonly<Record<string, unknown>>>;
}

/** Answers a request; what it gives or resolves to is copied to the host, as its argument was from there. */
export type ExtensionHandler = (argument: unknown, userModule: Readonly<Record<string, unknown>>) => unknown;

/** The extensions of one agent. */
export class AgentExtensions {
  readonly #extensions: readonly AgentExtension[];

  private constructor(extensions: readonly AgentExtension[]) {
    this.#extensions = extensions;
  }

  /** @throws {HeapwitnessError} `ERR_USAGE` when one does not load, or has no handlers */
  static async load(urls: readonly string[]): Promise<AgentExtensions> {
    return new AgentExtensions(await Promise.all(urls.map(loadExtension)));
  }

  /**
   * Lets the first extension that has such a handler answer.
   *
   * @throws {HeapwitnessError} `ERR_USAGE` when none has; otherwise what the handler throws
   */
  answer(name: string, argument: unknown, userModule: Readonly<Record<string, unknown>>): unknown {
    const able = this.#extensions.find(({ handlers }) => hasOwn(handlers, name));
    const handler = able?.handlers[name];
    if (handler === undefined) throw noHandler(name);
    return handler(argument, userModule);
  }

  /** All classes that they let be counted, by name. */
  async countableClasses(): Promise<Map<string, unknown>> {
    const found = await Promise.all(
      this.#extensions.map(({ countableClasses }) => countableClasses?.() ?? Promise.resolve({})),
    );
    return new Map(found.flatMap((classes) => Object.entries(classes)));
  }
}

async function loadExtension(url: string): Promise<AgentExtension> {
  let extension: AgentExtension;
  try {
    extension = (await import(url)) as AgentExtension;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HeapwitnessError('ERR_USAGE', `Cannot load the extension ${url}: ${why}`, { cause });
  }
  if (isRecord(extension.handlers)) return extension;
  throw new HeapwitnessError('ERR_USAGE', `The extension ${url} exports no handlers: export them by name.`);
}

function noHandler(name: string): HeapwitnessError {
  const message = `No extension of this worker answers ${JSON.stringify(name)}. Start the worker with one that does.`;
  return new HeapwitnessError('ERR_USAGE', message);
}
