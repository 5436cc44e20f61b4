import { type HeapObjectId, nodeOrdinal, type NodeOrdinal } from '../../core/units.js';
import { NONE } from './no-ordinal.js';

/** Finds nodes by object id: a hash table with linear probing, 8 to 16 bytes per node. */
export class IdIndex {
  readonly #ids: Uint32Array;
  /** Ordinals; the length is a power of two and at least twice the number of nodes. */
  readonly #slots: Uint32Array;
  readonly #shift: number;

  /** If several nodes have the same id, the first one is found. */
  constructor(ids: Uint32Array) {
    this.#ids = ids;
    const bits = Math.ceil(Math.log2(ids.length + 1)) + 1;
    this.#shift = 32 - bits;
    this.#slots = new Uint32Array(2 ** bits).fill(NONE);
    for (let node = 0; node < ids.length; node++) {
      // `node` is below the length; `#slotOf` gives an index of a slot.
      const slot = this.#slotOf(ids[node]!);
      if (this.#slots[slot] === NONE) this.#slots[slot] = node;
    }
  }

  find(id: HeapObjectId): NodeOrdinal | undefined {
    // See above.
    const node = this.#slots[this.#slotOf(id)]!;
    return node === NONE ? undefined : nodeOrdinal(node);
  }

  /** Returns the slot that holds `id`, or the free slot for it. */
  #slotOf(id: number): number {
    const mask = this.#slots.length - 1;
    // Knuth's multiplicative hashing; the high bits are the well-mixed ones.
    let slot = Math.imul(id, 0x9e37_79b1) >>> this.#shift;
    // There is always a free slot, and slots hold ordinals.
    while (this.#slots[slot] !== NONE && this.#ids[this.#slots[slot]!] !== id) slot = (slot + 1) & mask;
    return slot;
  }
}
