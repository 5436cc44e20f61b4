class Request {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** Makes an object and leaves nothing behind. */
export function iteration({ index }: { index: number }): number {
  return new Request(index).index;
}
