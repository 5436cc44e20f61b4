// The registry of symbols holds each that was ever asked for.
export function iteration({ index }) {
  Symbol.for(`request ${index}`);
}
