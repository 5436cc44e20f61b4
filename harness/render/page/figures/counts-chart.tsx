import type { VNode } from 'preact';
import { widthWithNames } from './chart-labels.js';
import { ChartPanel } from './chart-panel.js';
import { chartScales, countScale } from './chart-scales.js';
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
    ...panels.flatMap(({ looks }) => looks.flatMap(({ counts }) => Object.values(counts))),
  );
  const y = countScale(most);
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
              scales={chartScales(looks.length, y)}
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
