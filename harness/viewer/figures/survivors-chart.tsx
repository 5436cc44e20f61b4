import { scaleBand, scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';

/** The frame of the chart, in the drawing's own units: small, so that its letters are large enough on a phone. */
const FRAME = { width: 320, height: 210, left: 6, right: 314, top: 26, bottom: 172 } as const;
/** With more cycles than this, only some have their names. */
const MOST_NAMES = 6;

interface Props {
  /** Unique on the page. */
  readonly id: string;
  readonly survivors: readonly number[];
  readonly texts: Texts;
}

/** How many objects of each cycle are still there at the end, a bar each; nothing where there are no two to compare. */
export function SurvivorsChart({ id, survivors, texts }: Props): VNode | null {
  if (survivors.length < 2) return null;
  const words = texts.verdict.finding;
  const x = scaleBand(survivors.keys(), [FRAME.left, FRAME.right]).padding(0.25);
  const y = scaleLinear([0, Math.max(1, ...survivors)], [FRAME.bottom, FRAME.top]);
  const said = survivors.map((count, index) => words.survivorsOf(index + 1, count)).join(' ');
  const every = Math.ceil(survivors.length / MOST_NAMES);
  return (
    <figure class="chart survivors">
      <figcaption>
        <h3>{words.survivorsHeading}</h3>
      </figcaption>
      <svg viewBox={`0 0 ${FRAME.width} ${FRAME.height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{words.survivorsHeading}</title>
        <desc id={`${id}-d`}>{said}</desc>
        <path class="ground" d={`M${FRAME.left} ${FRAME.bottom}H${FRAME.right}`} />
        {survivors.map((count, index) => {
          const left = x(index) ?? FRAME.left;
          const middle = left + x.bandwidth() / 2;
          return (
            <g key={index}>
              <rect x={left} y={y(count)} width={x.bandwidth()} height={FRAME.bottom - y(count)} />
              {index % every === 0 ? (
                <>
                  <text class="count" x={middle} y={y(count) - 7}>
                    {texts.number(count)}
                  </text>
                  <text class="name" x={middle} y={FRAME.bottom + 20}>
                    {words.cycle(index + 1)}
                  </text>
                </>
              ) : null}
            </g>
          );
        })}
      </svg>
      <p class="note">{words.survivorsNote}</p>
    </figure>
  );
}
