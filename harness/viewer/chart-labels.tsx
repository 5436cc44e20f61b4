import type { VNode } from 'preact';
import { CHART } from './chart-frame.js';
import type { ChartScales } from './chart-panel.js';
import type { Texts } from './texts.js';
import type { LookModel } from './view-model.js';

const LINE_HEIGHT = 19;
const MOST_LABELS = 6;
const CHARACTER_WIDTH = 6.6;
const KINDS = [
  ['values', 'value'],
  ['staleEntries', 'stale'],
  ['keys', 'key'],
] as const;

interface Props {
  readonly looks: readonly LookModel[];
  readonly scales: ChartScales;
  readonly texts: Texts;
}

/** The names of the looks below a chart, and of the lines beside their ends. */
export function ChartLabels({ looks, scales, texts }: Props): VNode {
  const every = Math.ceil(looks.length / MOST_LABELS);
  return (
    <>
      <g class="look-names">
        {looks.map(({ label }, index) =>
          index % every === 0 || index === looks.length - 1 ? (
            <LookName key={index} label={label} x={scales.x(index)} width={scales.step * every} />
          ) : null,
        )}
      </g>
      <LineNames look={looks.at(-1)} scales={scales} texts={texts} />
    </>
  );
}

function LookName({ label, x, width }: { label: string; x: number; width: number }): VNode {
  return (
    <text y={CHART.bottom + 20} text-anchor="middle">
      {wrap(label, Math.max(8, Math.floor(width / CHARACTER_WIDTH))).map((part, index) => (
        <tspan key={index} x={x} dy={index === 0 ? 0 : 15}>
          {part}
        </tspan>
      ))}
    </text>
  );
}

function wrap(label: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2] ?? ''}…`];
}

function LineNames({
  look,
  scales,
  texts,
}: { look: LookModel | undefined } & Omit<Props, 'looks'>): VNode | null {
  if (look === undefined) return null;
  const wanted = KINDS.map(([what, kind]) => ({
    kind,
    text: `${texts.number(look.counts[what])} ${texts.counts[what]}`,
    y: scales.y(look.counts[what]),
  }));
  return (
    <g class="line-names">
      {apart(wanted).map(({ kind, text, y }) => (
        <text key={kind} class={kind} x={CHART.right + 8} y={y + 5}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** Moves names that would overlap apart: downwards from the top, then all up again if they leave the frame. */
function apart<Name extends { readonly y: number }>(names: readonly Name[]): Name[] {
  let least = -Infinity;
  const placed = [...names]
    .sort((a, b) => a.y - b.y)
    .map((name) => {
      least = Math.max(name.y, least + LINE_HEIGHT);
      return { ...name, y: least };
    });
  const over = Math.max(0, least - CHART.bottom);
  let most = Infinity;
  return placed
    .reverse()
    .map((name) => {
      most = Math.min(name.y, most - LINE_HEIGHT, CHART.bottom);
      return { ...name, y: over > 0 ? most : name.y };
    })
    .reverse();
}
