/** Positions of counts and looks in a chart. */
export interface ChartScales {
  /** Returns the position of a look, by its index. */
  readonly x: (index: number) => number;
  readonly y: (count: number) => number;
  /** Distance between two looks. */
  readonly step: number;
  readonly ticks: readonly number[];
}
