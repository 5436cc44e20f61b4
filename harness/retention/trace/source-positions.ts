import type { NodeOrdinal } from '../../core/units.js';
import type { HeapFacts } from '../search/heap-facts.js';
import type { SourceMaps } from './source-maps.js';
import type { SourcePosition } from '../../core/source-position.js';

/** Positions of functions and classes, in the original sources if there is a source map next to the script. */
export class SourcePositions {
  readonly #facts: HeapFacts;
  readonly #maps: SourceMaps;

  constructor(facts: HeapFacts, maps: SourceMaps) {
    this.#facts = facts;
    this.#maps = maps;
  }

  /**
   * Where a function, or the class of an object, was defined; null if V8 does not record it, or if it belongs to Node.
   */
  of(node: NodeOrdinal): SourcePosition | null {
    const location = this.#facts.heap.location(node);
    if (location === undefined) return null;
    const url = this.#facts.scripts.url(location.scriptId);
    if (url === undefined || url === '' || url.startsWith('node:')) return null;
    return this.#maps.original(url, location.line, location.column);
  }

  /** Where the script of a scope, or of a module, declares a variable; null if that cannot be read from it. */
  ofVariable(url: string | undefined, variable: string): SourcePosition | null {
    return url === undefined || url.startsWith('node:') ? null : this.#maps.declaration(url, variable);
  }
}
