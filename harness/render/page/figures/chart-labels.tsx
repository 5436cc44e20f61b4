import type { VNode } from 'preact';
import { CHART } from './chart-frame.js';
import type { ChartScales } from './chart-scales.js';
import { textWidth, wrapText } from './text-width.js';
import type { Texts } from '../texts/texts.js';
import type { Counts } from '../../../workshop/index.js';
import type { ShownLook } from '../../model/shown-look.js';

const LINE_HEIGHT = 19;
const MOST_LABELS = 5;
const MOST_LINES = 4;
const LABEL_SIZE = 13;
const NAME_SIZE = 14;
const GAP = 8;
const KINDS = [
  ['values', 'value'],
  ['staleEntries', 'stale'],
  ['keys', 'key'],
] as const;

interface Props {
  readonly looks: readonly ShownLook[];
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
          isNamed(index, looks.length, every) ? (
            <LookName key={index} label={label} x={scales.x(index)} width={scales.step * every} />
          ) : null,
        )}
      </g>
      <LineNames look={looks.at(-1)} scales={scales} texts={texts} />
    </>
  );
}

/** Whether a look has a label: the last look always, but not one shortly before it, so that the two do not overlap. */
function isNamed(index: number, looks: number, every: number): boolean {
  if (index === looks - 1) return true;
  return index % every === 0 && looks - 1 - index >= every;
}

function LookName({ label, x, width }: { label: string; x: number; width: number }): VNode {
  return (
    <text y={CHART.bottom + 20}>
      {wrapText(label, LABEL_SIZE, width - GAP, MOST_LINES).map((part, index) => (
        <tspan key={index} x={x} dy={index === 0 ? 0 : 15}>
          {part}
        </tspan>
      ))}
    </text>
  );
}

function LineNames({
  look,
  scales,
  texts,
}: { look: ShownLook | undefined } & Omit<Props, 'looks'>): VNode | null {
  if (look === undefined) return null;
  const wanted = KINDS.map(([what, kind]) => ({
    kind,
    text: lineName(look, what, texts),
    y: scales.y(look.counts[what]),
  }));
  return (
    <g class="line-names">
      {apart(wanted).map(({ kind, text, y }) => (
        <text key={kind} class={kind} x={CHART.namesAt} y={y + 5}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** Returns the width of a chart including the names of its lines. */
export function widthWithNames(looks: readonly ShownLook[], texts: Texts): number {
  const look = looks.at(-1);
  if (look === undefined) return CHART.right;
  const widths = KINDS.map(([what]) => textWidth(lineName(look, what, texts), NAME_SIZE));
  return Math.ceil(CHART.namesAt + Math.max(...widths)) + GAP;
}

function lineName({ counts }: ShownLook, what: keyof Counts, texts: Texts): string {
  return `${texts.number(counts[what])} ${texts.counts[what]}`;
}

/** Separates overlapping names: moves them down from the top, then all up again if they leave the frame. */
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
    .toReversed()
    .map((name) => {
      most = Math.min(name.y, most - LINE_HEIGHT, CHART.bottom);
      return { ...name, y: over > 0 ? most : name.y };
    })
    .toReversed();
}
