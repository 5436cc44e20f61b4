import type { NodeOrdinal } from '../../core/units.js';
import type { HeapFacts } from '../search/heap-facts.js';
import type { SourceMaps } from './source-maps.js';
import type { SourcePosition } from '../source-position.js';

/** Positions of functions and classes, in the sources where a source map lies beside the script. */
export class SourcePositions {
  readonly #facts: HeapFacts;
  readonly #maps: SourceMaps;

  constructor(facts: HeapFacts, maps: SourceMaps) {
    this.#facts = facts;
    this.#maps = maps;
  }

  /** Where a function, or an object's class, was defined; null where V8 does not say, or it is Node's own. */
  of(node: NodeOrdinal): SourcePosition | null {
    const location = this.#facts.heap.location(node);
    if (location === undefined) return null;
    const url = this.#facts.scripts.url(location.scriptId);
    if (url === undefined || url === '' || url.startsWith('node:')) return null;
    return this.#maps.original(url, location.line, location.column);
  }
}
