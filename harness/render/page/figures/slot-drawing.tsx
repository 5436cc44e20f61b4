import type { VNode } from 'preact';
import { drawingId, stepsOf } from '../case/look-steps.js';
import type { DrawnTable } from '../case/look-steps.js';
import { LETTERED, SLOT_HEIGHT, SLOT_WIDTH } from './slot-patterns.js';
import type { ShownReport } from '../../model/shown-report.js';

type Filled = 'L' | 'S' | 'K' | 'l' | 's' | 'k';

const FILLED: readonly Filled[] = ['L', 'S', 'K', 'l', 's', 'k'];
const LARGEST_WITH_LETTERS = 64;

/** The drawings of all tables, shared by the grids of all languages. */
export function SlotDrawings({ model }: { model: ShownReport }): VNode {
  const cases = model.chapters.flatMap((chapter) => chapter.cases);
  const drawings = cases.flatMap((one) =>
    one.variants.flatMap((variant) =>
      stepsOf(variant.looks).flatMap(({ drawn, index }) =>
        drawn.map((table, place) => ({ id: drawingId(one.id, variant.variant, index, place), table })),
      ),
    ),
  );
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {drawings.map(({ id, table }) => (
          <SlotDrawing key={id} id={id} drawn={table} />
        ))}
      </defs>
    </svg>
  );
}

/** Returns the slots per row: few enough to be legible on a projector, enough for a large table to fit the screen. */
export function columnsFor(length: number): number {
  if (length <= 16) return 8;
  if (length <= 64) return 16;
  return length <= 512 ? 32 : 64;
}

function SlotDrawing({ id, drawn }: { id: string; drawn: DrawnTable }): VNode {
  const { slots, entries } = drawn.table;
  const columns = columnsFor(slots.length);
  const keys = entries.map(({ slot, key, home }) => `${slot}:${key}:${home}`).join(' ');
  const suffix = slots.length > LARGEST_WITH_LETTERS ? '' : LETTERED;
  return (
    <g id={id} class="drawing" stroke-width={SLOT_HEIGHT} data-keys={keys}>
      <path d={everySlot(slots.length, columns)} stroke="url(#slot-E)" />
      {FILLED.map((letter) => (
        <Run
          key={letter}
          places={placesOf(slots, letter)}
          columns={columns}
          stroke={`slot-${letter}${suffix}`}
        />
      ))}
      <Changed changed={drawn.changed} columns={columns} />
    </g>
  );
}

function placesOf(slots: string, letter: Filled): number[] {
  return Array.from(slots).flatMap((one, slot) => (one === letter ? [slot] : []));
}

/** Returns the path of the dots of all slots; a filled slot covers its dot. */
function everySlot(length: number, columns: number): string {
  const width = Math.min(length, columns) * SLOT_WIDTH;
  return Array.from(
    { length: Math.ceil(length / columns) },
    (_, row) => `M0 ${row * SLOT_HEIGHT + SLOT_HEIGHT / 2}h${width}`,
  ).join('');
}

/** All slots of one kind as one path, whose stroke is as high as a slot and painted with that kind's pattern. */
function Run(props: { places: readonly number[]; columns: number; stroke: string }): VNode | null {
  const { places, columns, stroke } = props;
  if (places.length === 0) return null;
  return <path d={strokes(places, columns, SLOT_HEIGHT / 2)} stroke={`url(#${stroke})`} />;
}

/** A bar below each changed slot. */
function Changed({ changed, columns }: { changed: readonly number[]; columns: number }): VNode | null {
  if (changed.length === 0) return null;
  return <path class="changed" d={strokes(changed, columns, SLOT_HEIGHT - 1)} />;
}

/** Returns one stroke per run of adjacent slots, at this height within the slot. */
function strokes(places: readonly number[], columns: number, height: number): string {
  const pieces: string[] = [];
  for (let index = 0; index < places.length;) {
    const first = places[index] ?? 0;
    let length = 1;
    while (places[index + length] === first + length && (first + length) % columns !== 0) length++;
    const y = Math.floor(first / columns) * SLOT_HEIGHT + height;
    pieces.push(`M${(first % columns) * SLOT_WIDTH} ${y}h${length * SLOT_WIDTH}`);
    index += length;
  }
  return pieces.join('');
}
