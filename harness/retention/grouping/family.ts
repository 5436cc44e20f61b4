import type { NodeOrdinal } from '../../core/units.js';

/** A suspect that hangs on no other suspect, with those that hang on it. */
export interface Family {
  readonly head: NodeOrdinal;
  /** In the order in which they were given; without the head. */
  readonly followers: readonly NodeOrdinal[];
}
