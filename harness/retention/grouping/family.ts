import type { NodeOrdinal } from '../../core/units.js';

/** A suspect that no other suspect retains, with the suspects that it retains. */
export interface Family {
  readonly head: NodeOrdinal;
  /** In the order in which they were given; without the head. */
  readonly followers: readonly NodeOrdinal[];
}
