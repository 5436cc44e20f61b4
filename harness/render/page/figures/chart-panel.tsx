import { line } from 'd3-shape';
import type { VNode } from 'preact';
import { ChartLabels } from './chart-labels.js';
import { CHART } from './chart-frame.js';
import type { Texts } from '../texts/texts.js';
import type { Counts } from '../../../workshop/index.js';
import type { ShownLook } from '../../model/shown-look.js';
import type { ChartScales } from './chart-scales.js';

interface PanelProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly looks: readonly ShownLook[];
  readonly scales: ChartScales;
  readonly width: number;
  readonly texts: Texts;
}

type Series = readonly [what: keyof Counts, kind: 'key' | 'value' | 'stale'];

/** Lines from bottom to top: the broad one of the values is below the dashed one of the stale entries, often equal. */
const SERIES: readonly Series[] = [
  ['values', 'value'],
  ['staleEntries', 'stale'],
  ['keys', 'key'],
];

/** One chart of keys, values and stale entries, with the GCs marked between the looks. */
export function ChartPanel({ id, title, looks, scales, width, texts }: PanelProps): VNode {
  const said = looks.map(({ label, counts }) =>
    texts.chart.at(label, counts.keys, counts.values, counts.staleEntries),
  );
  return (
    <svg viewBox={`0 0 ${width} ${CHART.height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{texts.chart.description(said.join(' '))}</desc>
      <Grid scales={scales} texts={texts} />
      <Collections looks={looks} scales={scales} texts={texts} />
      {SERIES.map((series) => (
        <Course key={series[0]} series={series} looks={looks} scales={scales} />
      ))}
      <ChartLabels looks={looks} scales={scales} texts={texts} />
    </svg>
  );
}

function Grid({ scales, texts }: { scales: ChartScales; texts: Texts }): VNode {
  return (
    <g class="axis">
      {scales.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${CHART.left} ${scales.y(tick)}H${CHART.right}`} />
          <text x={CHART.left - 8} y={scales.y(tick) + 4}>
            {texts.number(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

function Collections({ looks, scales, texts }: Pick<PanelProps, 'looks' | 'scales' | 'texts'>): VNode {
  const places = looks.flatMap(({ gc }, index) => (gc === null ? [] : [collectionAt(index, scales)]));
  return (
    <g class="gc">
      {places.map((x) => (
        <g key={x}>
          <path d={`M${x} ${CHART.top - 8}V${CHART.bottom}`} />
          <text x={x} y={CHART.top - 14}>
            {texts.chart.gc}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Returns the position of a GC: between two looks, or beside the axis before the first one. */
function collectionAt(index: number, { x, step }: ChartScales): number {
  return Math.max(x(index) - step / 2, CHART.left + 4);
}

function Course({ series, looks, scales }: { series: Series } & Pick<PanelProps, 'looks' | 'scales'>): VNode {
  const [what, kind] = series;
  const points = looks.map(({ counts }, index): [number, number] => [
    scales.x(index),
    scales.y(counts[what]),
  ]);
  return (
    <g class={`course ${kind}`}>
      <path d={line()(points) ?? ''} />
      <path class="marks" d={points.map(([x, y]) => markAt(kind, x, y)).join('')} />
    </g>
  );
}

/** Returns the path of a mark: keys are circles, values squares, stale entries crosses. */
function markAt(kind: Series[1], x: number, y: number): string {
  if (kind === 'key') return `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z`;
  if (kind === 'value') return `M${x - 7} ${y - 7}h14v14h-14z`;
  return `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`;
}
