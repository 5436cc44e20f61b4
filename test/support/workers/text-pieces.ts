const pieces: string[] = [];

/** Keeps a piece of each of so many long texts. */
export function keepPieces(count: number): void {
  for (let at = 0; at < count; at++) {
    const text = `${at} `.padEnd(36_000, 'some long text ');
    // Flat, so that a piece of it is cut out and not copied.
    Number(text);
    pieces.push(text.slice(100, 128));
  }
}
