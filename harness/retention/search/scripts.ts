import { fileURLToPath } from 'node:url';
import { isOwnCode } from '../../core/own-code.js';
import type { NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import type { Origin } from './origin.js';

/** URL of the workshop's subject, which counts as user code, because its tables are analysed. */
const SUBJECT = new URL('../../workshop/thread-local/', import.meta.url).href;

/** The scripts of a heap by V8's id; a script is known if any closure compiled from it exists. */
export class Scripts {
  readonly #heap: HeapGraph;
  readonly #nodes = new Map<number, NodeOrdinal>();
  readonly #origins = new Map<number, Origin>();

  constructor(heap: HeapGraph) {
    this.#heap = heap;
  }

  /** Records that `closure` was compiled from the script with that id. */
  learn(scriptId: number, closure: NodeOrdinal): void {
    if (this.#nodes.has(scriptId)) return;
    const script = this.ofClosure(closure);
    if (script !== undefined) this.#nodes.set(scriptId, script);
  }

  /** Returns the script node of a closure. */
  ofClosure(closure: NodeOrdinal): NodeOrdinal | undefined {
    const shared = this.#heap.property(closure, 'shared', 'internal');
    return shared === undefined ? undefined : this.#ofShared(shared);
  }

  /**
   * Returns a script's URL (or path, or `node:` name); empty for code without a name; undefined if no closure of it
   * exists.
   */
  url(scriptId: number): string | undefined {
    const script = this.#nodes.get(scriptId);
    if (script === undefined) return undefined;
    const name = this.#heap.property(script, 'name', 'internal');
    return name === undefined ? '' : this.#heap.name(name);
  }

  origin(scriptId: number): Origin {
    const known = this.#origins.get(scriptId);
    if (known !== undefined) return known;
    const url = this.url(scriptId);
    const origin = url === undefined ? 'unknown' : originOfUrl(url);
    this.#origins.set(scriptId, origin);
    return origin;
  }

  #ofShared(shared: NodeOrdinal): NodeOrdinal | undefined {
    const heap = this.#heap;
    // `script_or_debug_info` up to V8 12; it leads to the debug information of a function that was debugged.
    const script =
      heap.property(shared, 'script', 'internal') ??
      heap.property(shared, 'script_or_debug_info', 'internal');
    if (script === undefined || heap.property(script, 'source', 'internal') !== undefined) return script;
    const inner = heap.property(script, 'shared', 'internal');
    return inner === undefined || inner === shared ? script : this.#ofShared(inner);
  }
}

/** Determines the origin of a script by its name. */
export function originOfUrl(url: string): Origin {
  if (url.startsWith('node:')) return 'node';
  const isSubject = url.startsWith(SUBJECT) || url.startsWith(fileURLToPath(SUBJECT));
  return isOwnCode(url) && !isSubject ? 'harness' : 'user';
}
