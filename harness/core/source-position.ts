/** A position in source code; lines and columns count from 1. */
export interface SourcePosition {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}
