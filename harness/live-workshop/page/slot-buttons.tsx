import type { VNode } from 'preact';
import { columnsFor, LETTERED, SLOT_HEIGHT, SLOT_WIDTH } from '../../render/page/components/index.js';
import type { ShownTable } from '../../render/index.js';
import type { LiveTexts } from './texts/texts.js';

interface Props {
  readonly table: ShownTable;
  readonly texts: LiveTexts;
  /** Called with the slot that is clicked; `null` if slots cannot be clicked. */
  readonly onSlot: ((slot: number) => void) | null;
}

/** A table, one field per slot, large enough for a projector. */
export function SlotButtons({ table, texts, onSlot }: Props): VNode {
  const keys = new Map(table.entries.map(({ slot, key }) => [slot, key]));
  return (
    <div
      class={`live-grid of-${columnsFor(table.slots.length)} slots-${table.slots.length}`}
      role="group"
      aria-label={table.owner}
    >
      {Array.from(table.slots).map((letter, slot) => {
        const key = keys.get(slot) ?? null;
        const label = texts.slot(slot, texts.slotState[letter] ?? letter, key);
        const content = <Slot letter={letter} slot={slot} slotKey={key} />;
        return onSlot === null ? (
          <div key={slot} class={`one-slot ${letter}`} title={label} role="img" aria-label={label}>
            {content}
          </div>
        ) : (
          <button
            key={slot}
            type="button"
            class={`one-slot ${letter}`}
            title={label}
            aria-label={label}
            data-slot={slot}
            onClick={() => onSlot(slot)}
          >
            {content}
          </button>
        );
      })}
    </div>
  );
}

function Slot({ letter, slot, slotKey }: { letter: string; slot: number; slotKey: number | null }): VNode {
  const pattern = letter === '.' ? 'E' : letter;
  return (
    <>
      <svg viewBox={`0 0 ${SLOT_WIDTH} ${SLOT_HEIGHT}`} aria-hidden="true">
        <rect width={SLOT_WIDTH} height={SLOT_HEIGHT} fill={`url(#slot-${pattern}${LETTERED})`} />
      </svg>
      <span class="slot-number" aria-hidden="true">
        {slot}
      </span>
      <span class="slot-key" aria-hidden="true">
        {slotKey === null ? '' : `#${slotKey}`}
      </span>
    </>
  );
}
