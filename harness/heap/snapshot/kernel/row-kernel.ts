import { readFileSync } from 'node:fs';

interface WasmGlobal {
  readonly value: unknown;
}

/** The part of the WebAssembly interface that is used here; Node's types do not declare it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** The exports of the module compiled from `kernel/`, which is documented there. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly ROWS: WasmGlobal;
  readonly INPUT: WasmGlobal;
  readonly INPUT_BYTES: WasmGlobal;
  readonly TYPES: WasmGlobal;
  readonly DETACHEDNESS: WasmGlobal;
  readonly NAMES: WasmGlobal;
  readonly IDS: WasmGlobal;
  readonly SIZES: WasmGlobal;
  readonly EDGE_COUNTS: WasmGlobal;
  readonly COUNTED_TYPES: WasmGlobal;
  readonly COUNTS: WasmGlobal;
  readonly SUMS: WasmGlobal;
  readonly position: WasmGlobal;
  readonly maxName: WasmGlobal;
  readonly maxNameEnd: WasmGlobal;
  readonly edgeSum: WasmGlobal;
  readonly anyDetached: WasmGlobal;
  readonly listed: WasmGlobal;
  nodes(
    start: number,
    end: number,
    limit: number,
    traced: number,
    typeCount: number,
    edgesLeft: number,
    knownName: number,
  ): number;
  edges(
    start: number,
    end: number,
    limit: number,
    nodeFieldCount: number,
    nodeCount: number,
    typeCount: number,
    named: number,
    knownName: number,
  ): number;
  locations(start: number, end: number, limit: number, nodeFieldCount: number, nodeCount: number): number;
  countNodes(
    start: number,
    end: number,
    limit: number,
    traced: number,
    typeCount: number,
    named: bigint,
    knownName: number,
  ): number;
  countLines(start: number, end: number): number;
  strings(start: number, end: number): number;
  readonly stringsEnd: WasmGlobal;
}

/**
 * The tokeniser in WebAssembly with its memory: an input area of bytes, and arrays of up to `rowLimit` rows that each
 * call overwrites. Positions are indexes into `input`. Takes about 2 MB.
 */
export class RowKernel {
  readonly input: Uint8Array;
  readonly rowLimit: number;
  readonly types: Uint8Array;
  readonly detachedness: Uint8Array;
  readonly names: Uint32Array;
  readonly ids: Uint32Array;
  readonly sizes: Uint32Array;
  readonly edgeCounts: Uint32Array;
  /** Number of nodes counted by the last call, by type. */
  readonly counts: Uint32Array;
  readonly sums: Float64Array;
  readonly #exports: Exports;
  readonly #origin: number;

  /** @throws the error of reading or compiling the module; see {@link loadRowKernel} */
  constructor() {
    const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
    const module = new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)));
    const exports = new WebAssembly.Instance(module).exports as Exports;
    const { buffer } = exports.memory;
    const rows = numberOf(exports.ROWS);
    this.#exports = exports;
    this.#origin = numberOf(exports.INPUT);
    this.rowLimit = rows;
    this.input = new Uint8Array(buffer, this.#origin, numberOf(exports.INPUT_BYTES));
    this.types = new Uint8Array(buffer, numberOf(exports.TYPES), rows);
    this.detachedness = new Uint8Array(buffer, numberOf(exports.DETACHEDNESS), rows);
    this.names = new Uint32Array(buffer, numberOf(exports.NAMES), rows);
    this.ids = new Uint32Array(buffer, numberOf(exports.IDS), rows);
    this.sizes = new Uint32Array(buffer, numberOf(exports.SIZES), rows);
    this.edgeCounts = new Uint32Array(buffer, numberOf(exports.EDGE_COUNTS), rows);
    const types = numberOf(exports.COUNTED_TYPES);
    this.counts = new Uint32Array(buffer, numberOf(exports.COUNTS), types);
    this.sums = new Float64Array(buffer, numberOf(exports.SUMS), types);
  }

  /** Takes whole rows of nodes from `start`, before `end`; see `kernel/rows.ts`. */
  nodes(
    start: number,
    end: number,
    limit: number,
    traced: boolean,
    typeCount: number,
    edgesLeft: number,
    knownName: number,
  ): number {
    const origin = this.#origin;
    return this.#exports.nodes(
      start + origin,
      end + origin,
      Math.min(limit, this.rowLimit),
      traced ? 1 : 0,
      typeCount,
      edgesLeft,
      knownName,
    );
  }

  /**
   * Counts whole rows of nodes by type, and also lists those of the types in `named`; see `kernel/rows.ts`.
   *
   * @param typeCount at most the length of `counts`
   */
  countNodes(
    start: number,
    end: number,
    limit: number,
    traced: boolean,
    typeCount: number,
    named: bigint,
    knownName: number,
  ): number {
    const origin = this.#origin;
    const most = Math.min(limit, this.rowLimit);
    const wanted = traced ? 1 : 0;
    return this.#exports.countNodes(start + origin, end + origin, most, wanted, typeCount, named, knownName);
  }

  /** Takes whole rows of edges from `start`, before `end`; see `kernel/rows.ts`. */
  edges(
    start: number,
    end: number,
    limit: number,
    nodeFieldCount: number,
    nodeCount: number,
    typeCount: number,
    named: number,
    knownName: number,
  ): number {
    const origin = this.#origin;
    return this.#exports.edges(
      start + origin,
      end + origin,
      Math.min(limit, this.rowLimit),
      nodeFieldCount,
      nodeCount,
      typeCount,
      named,
      knownName,
    );
  }

  /** Takes whole rows of locations from `start`, before `end`; see `kernel/rows.ts`. */
  locations(start: number, end: number, limit: number, nodeFieldCount: number, nodeCount: number): number {
    const origin = this.#origin;
    const most = Math.min(limit, this.rowLimit);
    return this.#exports.locations(start + origin, end + origin, most, nodeFieldCount, nodeCount);
  }

  /**
   * Takes whole strings from `start`, before `end`; writes the position at which each ends to `names`. See
   * `kernel/strings.ts`.
   */
  strings(start: number, end: number): { readonly count: number; readonly end: number } {
    const origin = this.#origin;
    const count = this.#exports.strings(start + origin, end + origin);
    return { count, end: numberOf(this.#exports.stringsEnd) - origin };
  }

  /** Counts the line feeds between `start` and `end`, or the first closing bracket, at which `position` then is. */
  countLines(start: number, end: number): number {
    return this.#exports.countLines(start + this.#origin, end + this.#origin);
  }

  /** The offset after the last row that was taken, or where counting lines stopped. */
  get position(): number {
    return numberOf(this.#exports.position) - this.#origin;
  }

  /**
   * The highest string index of the last call and the position after it; undefined if it does not exceed the known one.
   */
  get newMaxName(): { readonly name: number; readonly end: number } | undefined {
    const end = numberOf(this.#exports.maxNameEnd);
    if (end === 0) return undefined;
    return { name: numberOf(this.#exports.maxName) >>> 0, end: end - this.#origin };
  }

  /** Number of nodes counted by the last call that were also listed. */
  get listed(): number {
    return numberOf(this.#exports.listed);
  }

  /** The total number of edges of the nodes of the last call. */
  get edgeSum(): number {
    return numberOf(this.#exports.edgeSum) >>> 0;
  }

  /** Whether a node of the last call has a detachedness other than 0. */
  get anyDetached(): boolean {
    return numberOf(this.#exports.anyDetached) !== 0;
  }
}

/** Creates a kernel; returns undefined if it is not built or if this process has no WebAssembly (`--jitless`). */
export function loadRowKernel(): RowKernel | undefined {
  try {
    return new RowKernel();
  } catch {
    return undefined;
  }
}

function numberOf(global: WasmGlobal): number {
  return Number(global.value);
}
