import type { NodeOrdinal } from '../../core/units.js';

/** A suspect that no other suspect retains, with the suspects that it retains. */
export interface Family {
  readonly head: NodeOrdinal;
  /** Suspects below the head, without the head, in the order in which they were given. */
  readonly followers: readonly NodeOrdinal[];
}
