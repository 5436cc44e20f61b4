import fc from 'fast-check';

/** Cuts bytes at the given places; empty pieces included. */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const borders = [0, ...places.toSorted((a, b) => a - b), bytes.length];
  return borders.slice(1).map((end, index) => bytes.slice(borders[index], end));
}

/** Pieces of one byte each. */
export function singleBytes(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

/** Random places to cut, as fractions of the length. */
export function cuts(): fc.Arbitrary<number[]> {
  return fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
}

/** Turns fractions into places within `length`. */
export function placesIn(length: number, fractions: readonly number[]): number[] {
  return fractions.map((fraction) => Math.floor(fraction * length));
}
