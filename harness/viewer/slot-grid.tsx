import type { VNode } from 'preact';
import { SLOT_HEIGHT, SLOT_WIDTH } from './slot-patterns.js';
import type { Texts } from './texts.js';
import type { TableModel } from './view-model.js';

type Letter = 'L' | 'S' | 'K' | '.';

const LETTERS: readonly Letter[] = ['.', 'L', 'S', 'K'];
const PATTERNS: Readonly<Record<Letter, string>> = { L: 'slot-L', S: 'slot-S', K: 'slot-K', '.': 'slot-E' };
const LARGEST_WITH_LETTERS = 64;

/** A thread-local table, slot by slot in rows; small tables have letters as well. */
export function SlotGrid({ id, table, texts }: { id: string; table: TableModel; texts: Texts }): VNode {
  const { slots } = table;
  const columns = columnsFor(slots.length);
  const rows = Math.ceil(slots.length / columns);
  const owner = table.owner === '' ? texts.slots.nobody : table.owner;
  return (
    <figure class="slots">
      <svg
        class={`grid-${columns}`}
        viewBox={`-1 -1 ${columns * SLOT_WIDTH + 2} ${rows * SLOT_HEIGHT + 2}`}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
      >
        <title id={`${id}-t`}>{texts.slots.title(owner, slots.length)}</title>
        <desc id={`${id}-d`}>{summaryOf(slots, texts)}</desc>
        {LETTERS.map((letter) => (
          <Run key={letter} letter={letter} slots={slots} columns={columns} />
        ))}
        {slots.length > LARGEST_WITH_LETTERS ? null : <Initials slots={slots} columns={columns} />}
      </svg>
      <figcaption>
        <span class="owner">{texts.slots.title(owner, slots.length)}</span> {summaryOf(slots, texts)}
      </figcaption>
    </figure>
  );
}

/** Slots per row: few enough to be seen from the back of a room, many enough for a large table to fit a screen. */
export function columnsFor(length: number): number {
  if (length <= 16) return 8;
  if (length <= 64) return 16;
  return length <= 512 ? 32 : 64;
}

/** All slots of one kind as one path, whose stroke is as high as a slot and painted with that kind's pattern. */
function Run({ letter, slots, columns }: { letter: Letter; slots: string; columns: number }): VNode | null {
  const pieces: string[] = [];
  for (let row = 0; row * columns < slots.length; row++) {
    const line = slots.slice(row * columns, (row + 1) * columns);
    for (let column = 0; column < line.length; column++) {
      if (line[column] !== letter) continue;
      const start = column;
      while (line[column + 1] === letter) column++;
      const y = row * SLOT_HEIGHT + SLOT_HEIGHT / 2;
      pieces.push(`M${start * SLOT_WIDTH} ${y}h${(column + 1 - start) * SLOT_WIDTH}`);
    }
  }
  if (pieces.length === 0) return null;
  return (
    <path d={pieces.join('')} fill="none" stroke={`url(#${PATTERNS[letter]})`} stroke-width={SLOT_HEIGHT} />
  );
}

function Initials({ slots, columns }: { slots: string; columns: number }): VNode {
  const places = Array.from(slots).flatMap((letter, slot) => (letter === '.' ? [] : [{ letter, slot }]));
  return (
    <g class="initials" aria-hidden="true">
      {places.map(({ letter, slot }) => {
        const x = (slot % columns) * SLOT_WIDTH;
        const y = Math.floor(slot / columns) * SLOT_HEIGHT + 12.5;
        return (
          <text key={slot} y={y}>
            {letter === 'S' ? null : <tspan x={x + 7}>K</tspan>}
            <tspan x={x + 17}>V</tspan>
          </text>
        );
      })}
    </g>
  );
}

function summaryOf(slots: string, texts: Texts): string {
  const count = (letter: Letter): number => Array.from(slots).filter((one) => one === letter).length;
  return texts.slots.summary(count('L'), count('S'), count('K'), count('.'));
}
