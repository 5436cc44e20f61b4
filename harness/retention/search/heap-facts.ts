import { nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import type { HeapGraph } from '../../heap/graph/index.js';
import { originOfUrl, Scripts } from './scripts.js';
import type { Origin } from './origin.js';

const ORIGINS: readonly Origin[] = ['unknown', 'user', 'node', 'harness'];
const CONTEXT = 'system / Context';
/** V8's name of the object that has all that belongs to one global object. */
export const NATIVE_CONTEXT = 'system / NativeContext';

/**
 * Facts about a heap that the search needs repeatedly: the origin of a node, the script of a context, and which
 * contexts are scopes of modules. Computed once, in one pass over the closures.
 */
export class HeapFacts {
  readonly heap: HeapGraph;
  readonly scripts: Scripts;
  readonly #origin: Uint8Array;
  /** Script by context: the first compiled script among those of the closures in that context. */
  readonly #contextScript = new Map<NodeOrdinal, number>();
  /** The scopes of modules and scripts: contexts directly below a native context. */
  readonly topContexts: NodeOrdinal[] = [];

  constructor(heap: HeapGraph) {
    this.heap = heap;
    this.scripts = new Scripts(heap);
    this.#origin = new Uint8Array(heap.nodeCount);
    this.#readLocations();
  }

  origin(node: NodeOrdinal): Origin {
    return ORIGINS[this.#origin[node] ?? 0] ?? 'unknown';
  }

  isContext(node: NodeOrdinal): boolean {
    return this.heap.type(node) === 'object' && this.heap.name(node) === CONTEXT;
  }

  isNativeContext(node: NodeOrdinal): boolean {
    return this.heap.name(node) === NATIVE_CONTEXT;
  }

  /** Returns the URL of the script to which a context belongs. */
  contextUrl(context: NodeOrdinal): string | undefined {
    const script = this.#contextScript.get(context);
    return script === undefined ? undefined : this.scripts.url(script);
  }

  /** Returns the URL of the script from which a function was compiled. */
  functionUrl(closure: NodeOrdinal): string | undefined {
    const location = this.heap.location(closure);
    return location === undefined ? undefined : this.scripts.url(location.scriptId);
  }

  isUserUrl(url: string): boolean {
    return originOfUrl(url) === 'user';
  }

  /** Returns the values of private variables with that name in Node's own scripts. */
  nodeVariables(name: string): NodeOrdinal[] {
    const found = new Set<NodeOrdinal>();
    for (const context of this.#contextScript.keys()) {
      if (this.origin(context) !== 'node') continue;
      const value = this.heap.property(context, name, 'context');
      if (value !== undefined && this.heap.type(value) === 'object') found.add(value);
    }
    return [...found];
  }

  /** Returns the nodes with that name, of any type. */
  nodesNamed(name: string): NodeOrdinal[] {
    const { strings, nodeName } = this.heap.columns;
    return strings.indexesOf(name).flatMap((index) => {
      const found: NodeOrdinal[] = [];
      for (let node = nodeName.indexOf(index); node >= 0; node = nodeName.indexOf(index, node + 1))
        found.push(nodeOrdinal(node));
      return found;
    });
  }

  #readLocations(): void {
    const { locations, nodeType, nodeTypes } = this.heap.columns;
    const closure = nodeTypes.indexOf('closure');
    for (let row = 0; row < locations.count; row++) {
      // `row` is below the common length of the columns.
      const node = nodeOrdinal(locations.node[row]!);
      if (nodeType[node] === closure) this.scripts.learn(locations.scriptId[row]!, node);
    }
    for (let row = 0; row < locations.count; row++) {
      const node = nodeOrdinal(locations.node[row]!);
      const script = locations.scriptId[row]!;
      this.#origin[node] = ORIGINS.indexOf(this.scripts.origin(script));
      if (nodeType[node] === closure) this.#learnContext(node, script);
    }
  }

  /**
   * Assigns a closure's context, and its outer contexts, to the closure's script. Of several scripts, the one with the
   * lowest id counts: code given to `eval` has its own script, which was compiled later and uses the contexts around
   * it.
   */
  #learnContext(closure: NodeOrdinal, script: number): void {
    let context = this.heap.property(closure, 'context', 'internal');
    while (context !== undefined && this.isContext(context)) {
      const known = this.#contextScript.get(context);
      // The outer contexts are then assigned as well.
      if (known !== undefined && known <= script) return;
      this.#contextScript.set(context, script);
      this.#origin[context] = ORIGINS.indexOf(this.scripts.origin(script));
      const around = this.heap.property(context, 'previous', 'internal');
      if (known === undefined && around !== undefined && !this.isContext(around))
        this.topContexts.push(context);
      context = around;
    }
  }
}
