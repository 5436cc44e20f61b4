/** A position in source code; lines and columns count from 1. */
export interface SourcePosition {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** Whether a source file, by its URL or path, belongs to an installed package rather than to the program. */
export function isInPackage(source: string): boolean {
  return /[\\/]node_modules[\\/]/.test(source);
}
