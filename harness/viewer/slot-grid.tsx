import type { VNode } from 'preact';
import { LETTERED, SLOT_HEIGHT, SLOT_WIDTH } from './slot-patterns.js';
import type { Texts } from './texts.js';
import type { TableModel } from './view-model.js';

type Letter = 'L' | 'S' | 'K' | '.';

const LETTERS: readonly Letter[] = ['.', 'L', 'S', 'K'];
const PATTERNS: Readonly<Record<Letter, string>> = { L: 'slot-L', S: 'slot-S', K: 'slot-K', '.': 'slot-E' };
const LARGEST_WITH_LETTERS = 64;

interface SlotGridProps {
  /** Unique on the page. */
  readonly id: string;
  readonly table: TableModel;
  /** The slots to be marked, ascending. */
  readonly changed?: readonly number[];
  readonly texts: Texts;
}

/** A thread-local table, slot by slot in rows; small tables have letters as well. */
export function SlotGrid({ id, table, changed = [], texts }: SlotGridProps): VNode {
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
        <Changed changed={changed} columns={columns} />
      </svg>
      <figcaption>
        <span class="owner">{texts.slots.title(owner, slots.length)}</span> {summaryOf(slots, texts)}
        {changed.length === 0 ? null : <span class="changes">{texts.happened.changed(changed.length)}</span>}
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
  const suffix = slots.length > LARGEST_WITH_LETTERS ? '' : LETTERED;
  return (
    <path
      d={pieces.join('')}
      fill="none"
      stroke={`url(#${PATTERNS[letter]}${suffix})`}
      stroke-width={SLOT_HEIGHT}
    />
  );
}

/** A bar below each slot that is not as it was. */
function Changed({ changed, columns }: { changed: readonly number[]; columns: number }): VNode | null {
  if (changed.length === 0) return null;
  const bars = changed.map((slot) => {
    const [x, y] = [(slot % columns) * SLOT_WIDTH, Math.floor(slot / columns) * SLOT_HEIGHT];
    return `M${x + 1} ${y + SLOT_HEIGHT - 0.5}h${SLOT_WIDTH - 2}`;
  });
  return <path class="changed" d={bars.join('')} />;
}

function summaryOf(slots: string, texts: Texts): string {
  const count = (letter: Letter): number => Array.from(slots).filter((one) => one === letter).length;
  return texts.slots.summary(count('L'), count('S'), count('K'), count('.'));
}
