import { HeapwitnessError } from '../../core/errors.js';
import { isRecord } from '../../core/is-record.js';
import { hasOwn } from './intrinsics.js';

/**
 * The exports of a module that the agent loads in addition to the user's, and that answers requests unknown to the
 * agent. It is loaded into the measured heap, so it should load its dependencies on demand.
 */
export interface AgentExtension {
  /** Handlers by the name of the request. */
  readonly handlers: Readonly<Record<string, ExtensionHandler>>;
  /**
   * Returns further classes that can be counted, by name, in addition to those that the user's module exports. Called
   * only if something is counted.
   */
  readonly countableClasses?: () => Promise<Readonly<Record<string, unknown>>>;
}

/** Answers a request. Its argument and its result, or what that resolves to, are copied between agent and host. */
export type ExtensionHandler = (argument: unknown, userModule: Readonly<Record<string, unknown>>) => unknown;

/** The extensions of one agent. */
export class AgentExtensions {
  readonly #extensions: readonly AgentExtension[];

  private constructor(extensions: readonly AgentExtension[]) {
    this.#extensions = extensions;
  }

  /** @throws {HeapwitnessError} `ERR_USAGE` when an extension does not load or has no handlers */
  static async load(urls: readonly string[]): Promise<AgentExtensions> {
    return new AgentExtensions(await Promise.all(urls.map(loadExtension)));
  }

  /**
   * Returns the answer of the first extension that has such a handler.
   *
   * @throws {HeapwitnessError} `ERR_USAGE` when no extension has one; otherwise what the handler throws
   */
  answer(name: string, argument: unknown, userModule: Readonly<Record<string, unknown>>): unknown {
    const able = this.#extensions.find(({ handlers }) => hasOwn(handlers, name));
    const handler = able?.handlers[name];
    if (handler === undefined) throw noHandler(name);
    return handler(argument, userModule);
  }

  /** Returns all countable classes of the extensions, by name. */
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
