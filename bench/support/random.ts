/** A source of numbers from 0 (inclusive) to 1, always the same for one seed. */
export type Random = () => number;

/** Marsaglia's xorshift with 32 bits: enough to vary a heap, nothing more. */
export function seeded(seed: number): Random {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
