import type { VNode } from 'preact';
import type { DrawnTable } from '../case/look-steps.js';
import { columnsFor } from './slot-drawing.js';
import { SLOT_HEIGHT, SLOT_WIDTH } from './slot-patterns.js';
import type { Texts } from '../texts/texts.js';

interface SlotGridProps {
  /** Id of the drawing, which is elsewhere on the page. */
  readonly drawing: string;
  readonly drawn: DrawnTable;
  readonly texts: Texts;
}

/** A thread-local table, slot by slot in rows, and in words. */
export function SlotGrid({ drawing, drawn: { table, changed }, texts }: SlotGridProps): VNode {
  const { slots } = table;
  const columns = columnsFor(slots.length);
  const rows = Math.ceil(slots.length / columns);
  const title = texts.slots.title(table.owner === '' ? texts.slots.nobody : table.owner, slots.length);
  const summary = summaryOf(slots, texts);
  return (
    <figure class="slots" data-length={slots.length} data-columns={columns}>
      <svg
        class={`grid-${columns}`}
        viewBox={`-1 -1 ${columns * SLOT_WIDTH + 2} ${rows * SLOT_HEIGHT + 2}`}
        role="img"
        aria-label={`${title}: ${summary}`}
      >
        <use href={`#${drawing}`} />
      </svg>
      <figcaption>
        <span class="owner">{title}</span> {summary}
        {changed.length === 0 ? null : <span class="changes">{texts.happened.changed(changed.length)}</span>}
        <span class="pointed-at" />
      </figcaption>
    </figure>
  );
}

function summaryOf(slots: string, texts: Texts): string {
  const count = (letters: string): number => Array.from(slots).filter((one) => letters.includes(one)).length;
  return texts.slots.summary({
    live: count('Ll'),
    stale: count('Ss'),
    strong: count('Kk'),
    withoutValue: count('lsk'),
    empty: count('.'),
  });
}
