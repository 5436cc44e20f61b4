/** What the hash-code counter rises by from one key to the next: 2^32 divided by the golden ratio, made odd. */
export const HASH_STEP = 0x61c88647;

/** The serial number of no key: an entry that carries it has been cleared. */
export const NO_SERIAL = 0;

let nextHash = 0;
let lastSerial = NO_SERIAL;

/**
 * Takes the next hash code: a signed 32-bit integer from the counter that all thread-locals of the isolate share.
 * It wraps, so hash codes may be negative, and repeats only after 2^32 keys.
 */
export function takeHashCode(): number {
  const hashCode = nextHash;
  nextHash = (nextHash + HASH_STEP) | 0;
  return hashCode;
}

/** Takes the next serial number: 1, 2, 3 … Unlike a hash code it is never given out twice. */
export function takeSerial(): number {
  lastSerial += 1;
  return lastSerial;
}

/** The hash code that the next key will get. */
export function peekHashCode(): number {
  return nextHash;
}

/** Sets the hash code that the next key will get. For replaying recordings only. */
export function resetHashCode(hashCode: number): void {
  nextHash = hashCode | 0;
}
