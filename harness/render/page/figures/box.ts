/** A box of a picture: its left edge, its top and its width in the drawing's own units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export const BOX_HEIGHT = 42;
