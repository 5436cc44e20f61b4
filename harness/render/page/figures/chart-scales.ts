/** Where counts and looks are on the drawing. */
export interface ChartScales {
  /** From a look's place in line. */
  readonly x: (index: number) => number;
  readonly y: (count: number) => number;
  /** Distance between two looks. */
  readonly step: number;
  readonly ticks: readonly number[];
}
