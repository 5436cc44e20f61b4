import type { PathStep } from '../../retention/index.js';

/** A number, or bytes, at the first and at the last snapshot. */
export interface Change {
  readonly first: number;
  readonly last: number;
}

/** The number of times that something is open or running, by its name. */
export interface NamedChange extends Change {
  readonly name: string;
}

/** Bytes outside of the heap that one reference retains. */
export interface OwnedBytes extends Change {
  /** The references that retain them, root first, as in `Finding.path`. */
  readonly path: readonly PathStep[];
}

/**
 * What the program used at the first and at the last snapshot. Memory is that of all processes that were read, in bytes;
 * files and sockets are those of the scenario's process.
 */
export interface ResourceBalance {
  /** Resident set size; `null` if the system does not tell it. */
  readonly residentBytes: Change | null;
  /** Objects of the JavaScript heaps. */
  readonly heapBytes: Change;
  /** Memory outside of the heaps that their objects retain: buffers, WebAssembly memory. */
  readonly externalBytes: Change;
  /** Where that has grown, most first. */
  readonly externalOwners: readonly OwnedBytes[];
  /** V8's heap of C++ objects; `null` if this version of Node does not tell it. */
  readonly cppHeapBytes: Change | null;
  /** The rest of the resident set: memory of native code, of threads and of the program's own code. */
  readonly restBytes: Change | null;
  /** Open files by path; `null` if the system does not list them. Of many, those that changed most. */
  readonly files: readonly NamedChange[] | null;
  /** Open sockets by address; `null` if the system does not list them. */
  readonly sockets: readonly NamedChange[] | null;
  /** Live processes that the scenario and its descendants have started, by command line. */
  readonly processes: readonly NamedChange[];
}
