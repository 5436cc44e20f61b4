import { scaleLinear, scalePoint } from 'd3-scale';
import type { VNode } from 'preact';
import { CHART } from './chart-frame.js';
import { widthWithNames } from './chart-labels.js';
import { ChartPanel } from './chart-panel.js';
import type { ChartScales } from './chart-scales.js';
import type { Texts } from '../texts/texts.js';
import type { ShownLook } from '../../model/shown-look.js';
import type { ShownVariant } from '../../model/shown-report.js';

/** One panel: the looks into one worker of one variant. */
interface Panel {
  readonly id: string;
  readonly title: string;
  readonly looks: readonly ShownLook[];
}

/** The chart of keys, values and stale entries over the looks: a panel per variant and worker, all with one scale. */
export function CountsChart(props: {
  caseId: string;
  variants: readonly ShownVariant[];
  texts: Texts;
}): VNode | null {
  const { caseId, variants, texts } = props;
  const panels = variants
    .flatMap((variant) => panelsOf(caseId, variant))
    .filter(({ looks }) => looks.length > 1);
  if (panels.length === 0) return null;
  const most = Math.max(
    1,
    ...panels.flatMap(({ looks }) => looks.flatMap(({ counts }) => Object.values(counts))),
  );
  const y = scaleLinear([0, most], [CHART.bottom, CHART.top]).nice(4);
  const width = Math.max(...panels.map(({ looks }) => widthWithNames(looks, texts)));
  return (
    <details class="chart-section obs">
      <summary>{texts.chart.heading}</summary>
      <div class="columns">
        {panels.map(({ id, title, looks }) => (
          <figure key={id} class="column chart">
            <figcaption>{title}</figcaption>
            <ChartPanel
              id={id}
              title={title}
              looks={looks}
              scales={scalesFor(looks, y)}
              width={width}
              texts={texts}
            />
          </figure>
        ))}
      </div>
      <p class="note">{texts.chart.gcNote}</p>
    </details>
  );
}

function panelsOf(caseId: string, { variant, title, looks }: ShownVariant): Panel[] {
  const workers = [...new Set(looks.map(({ worker }) => worker))];
  return workers.map((name, index) => ({
    id: `${caseId}-${variant}-chart-${index}`,
    title: workers.length === 1 ? title : `${title} · ${name}`,
    looks: looks.filter(({ worker }) => worker === name),
  }));
}

function scalesFor(looks: readonly ShownLook[], y: (value: number) => number): ChartScales {
  const linear = y as ReturnType<typeof scaleLinear<number>>;
  const x = scalePoint(looks.keys(), [CHART.left, CHART.right]).padding(0.4);
  return { x: (index) => x(index) ?? CHART.left, y: linear, step: x.step(), ticks: linear.ticks(4) };
}
