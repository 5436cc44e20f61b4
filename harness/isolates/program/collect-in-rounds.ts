/** Rounds of collecting, and change of the size below which another one is useless. */
const MOST_ROUNDS = 8;
const FEWEST_ROUNDS = 2;
const NOISE_BYTES = 8192;

/**
 * Collects until nothing more is freed.
 *
 * @param round collects once, and returns the size of what was collected in bytes
 * @param mayGoOn asked before each round
 */
export async function collectInRounds(
  round: () => Promise<number>,
  mayGoOn: () => boolean = () => true,
): Promise<void> {
  let lowest = Infinity;
  for (let rounds = 1; rounds <= MOST_ROUNDS && mayGoOn(); rounds++) {
    const size = await round();
    if (rounds >= FEWEST_ROUNDS && size > lowest - NOISE_BYTES) return;
    lowest = Math.min(lowest, size);
  }
}
