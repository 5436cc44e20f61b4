import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { CycleGrowth } from '../../model/finding-facts.js';

/** The frame of the chart, in the drawing's own units: small, so that its text is large enough on a phone. */
const FRAME = { width: 320, height: 230, left: 10, right: 308, top: 34, bottom: 184 } as const;

interface Props {
  /** Unique on the page. */
  readonly id: string;
  readonly growth: readonly CycleGrowth[];
  readonly texts: Texts;
}

/** The chart of the survivors of each cycle, summed up over the iterations: a leak is a line that keeps rising. */
export function SurvivorsChart({ id, growth, texts }: Props): VNode | null {
  if (growth.length < 2) return null;
  const words = texts.verdict.finding;
  const said = growth.map(({ survivors, iterations }, at) =>
    words.survivorsOf(at + 1, survivors, iterations),
  );
  return (
    <figure class="chart survivors">
      <figcaption>
        <h3>{words.survivorsHeading}</h3>
      </figcaption>
      <svg viewBox={`0 0 ${FRAME.width} ${FRAME.height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{words.survivorsHeading}</title>
        <desc id={`${id}-d`}>{said.join(' ')}</desc>
        <Course growth={growth} texts={texts} />
      </svg>
      <p class="note">{words.survivorsNote}</p>
    </figure>
  );
}

type Point = readonly [iterations: number, survivors: number];

function Course({ growth, texts }: Pick<Props, 'growth' | 'texts'>): VNode {
  const points = addedUp(growth);
  const [iterations, total] = points.at(-1) ?? [1, 0];
  const x = scaleLinear([0, iterations], [FRAME.left, FRAME.right]);
  const y = scaleLinear([0, Math.max(1, total)], [FRAME.bottom, FRAME.top]);
  const places = points.map(([at, count]): [number, number] => [x(at), y(count)]);
  return (
    <>
      <path class="ground" d={`M${FRAME.left} ${FRAME.bottom}H${FRAME.right}`} />
      <path class="grid" d={`M${FRAME.left} ${y(total)}H${FRAME.right}`} />
      <path class="line" d={line()(places) ?? ''} />
      {places.slice(1).map(([left, top], index) => (
        <circle key={index} cx={left} cy={top} r="5" />
      ))}
      <text class="total" x={FRAME.right} y={y(total) - 13} text-anchor="end">
        {texts.number(total)}
      </text>
      <text x={FRAME.left} y={FRAME.bottom + 20}>
        {texts.number(0)}
      </text>
      <text x={FRAME.right} y={FRAME.bottom + 20} text-anchor="end">
        {texts.verdict.finding.iterations(iterations)}
      </text>
    </>
  );
}

/** Returns the cumulative survivors, from 0 at the start to all at the end. */
function addedUp(growth: readonly CycleGrowth[]): Point[] {
  let [iterations, survivors] = [0, 0];
  return [
    [0, 0],
    ...growth.map((cycle): Point => [(iterations += cycle.iterations), (survivors += cycle.survivors)]),
  ];
}
