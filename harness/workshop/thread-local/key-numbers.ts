/** Difference between the hash codes of consecutive keys: 2^32 divided by the golden ratio, made odd. */
export const HASH_STEP = 0x61c88647;

/** The serial number of a cleared entry; no key has it. */
export const NO_SERIAL = 0;

let nextHash = 0;
let lastSerial = NO_SERIAL;

/**
 * Takes the next hash code: a signed 32-bit integer from the counter that all thread-locals of the isolate share.
 * The counter wraps, so hash codes may be negative. It repeats only after 2^32 keys.
 */
export function takeHashCode(): number {
  const hashCode = nextHash;
  nextHash = (nextHash + HASH_STEP) | 0;
  return hashCode;
}

/** Takes the next serial number: 1, 2, 3 … Unlike a hash code, a serial number is never reused. */
export function takeSerial(): number {
  lastSerial += 1;
  return lastSerial;
}

/** Returns the hash code of a key by its serial number, unless the counter was reset: a key takes both numbers at once. */
export function hashCodeOf(serial: number): number {
  return Math.imul(serial - 1, HASH_STEP);
}

/** Returns the hash code that the next key will get. */
export function peekHashCode(): number {
  return nextHash;
}

/** Sets the hash code that the next key will get. For replaying recordings only. */
export function resetHashCode(hashCode: number): void {
  nextHash = hashCode | 0;
}
