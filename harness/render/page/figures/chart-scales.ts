import { scaleLinear, scalePoint } from 'd3-scale';
import { CHART } from './chart-frame.js';

/** Positions of counts and looks in a chart. */
export interface ChartScales {
  /** Returns the position of a look, by its index. */
  readonly x: (index: number) => number;
  readonly y: (count: number) => number;
  /** Distance between two looks. */
  readonly step: number;
  readonly ticks: readonly number[];
}

/** Returns the scale of counts up to the given one. */
export function countScale(most: number): ReturnType<typeof scaleLinear<number>> {
  // Whole units: they look the same, and are a third of the bytes.
  return scaleLinear()
    .domain([0, Math.max(1, most)])
    .rangeRound([CHART.bottom, CHART.top])
    .nice(4);
}

/** Returns the scales of a chart with this number of looks. */
export function chartScales(looks: number, y: ReturnType<typeof scaleLinear<number>>): ChartScales {
  const x = scalePoint(Array(looks).keys(), [CHART.left, CHART.right]).padding(0.4).round(true);
  return { x: (index) => x(index) ?? CHART.left, y, step: x.step(), ticks: y.ticks(4) };
}
