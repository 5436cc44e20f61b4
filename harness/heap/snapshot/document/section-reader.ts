/**
 * Reads one JSON value that arrives in chunks. The parser passes it the bytes from the value's first byte on, until
 * `done`.
 */
export interface SectionReader {
  /** Whether the value was read completely. */
  readonly done: boolean;
  /**
   * Consumes `bytes` from `start`, at most to the end of the value. Keeps no reference to `bytes`.
   *
   * @param base byte offset of `bytes[0]` in the input, for errors
   * @returns index of the first byte that was not consumed
   */
  push(bytes: Uint8Array, start: number, base: number): number;
}

/** The bytes of JSON's syntax. */
export const BYTE = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  minus: 0x2d,
  zero: 0x30,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  u: 0x75,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** Whether `byte` is JSON white space. */
export function isSpace(byte: number): boolean {
  return byte === BYTE.lineFeed || byte === BYTE.space || byte === BYTE.carriageReturn || byte === BYTE.tab;
}

/** Formats a byte for an error message. */
export function showByte(byte: number): string {
  return byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : `0x${byte.toString(16).padStart(2, '0')}`;
}
