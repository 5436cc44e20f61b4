import type { VNode } from 'preact';
import { Columns } from './columns.js';
import { LETTERED, SLOT_HEIGHT, SLOT_WIDTH } from '../figures/slot-patterns.js';
import { TablePlayer } from './table-player.js';
import type { Texts } from '../texts/texts.js';
import type { ShownTable } from '../../model/shown-look.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface Props {
  readonly caseId: string;
  readonly variants: readonly ShownVariant[];
  readonly texts: Texts;
}

/** The tables of each variant at every look, which can be played step by step. */
export function SlotSection({ caseId, variants, texts }: Props): VNode | null {
  const looked = variants.filter(({ looks }) => looks.some(({ tables }) => tables.length > 0));
  if (looked.length === 0) return null;
  return (
    <section class="slot-section">
      <h4>{texts.slots.heading}</h4>
      <Legend tables={looked.flatMap(({ looks }) => looks.flatMap(({ tables }) => tables))} texts={texts} />
      <Columns variants={looked} texts={texts}>
        {(variant) => <TablePlayer caseId={caseId} variant={variant} texts={texts} />}
      </Columns>
    </section>
  );
}

/** The legend. Live, stale and empty slots are always in it, so that it does not reveal the outcome. */
function Legend({ tables, texts }: { tables: readonly ShownTable[]; texts: Texts }): VNode {
  const has = (kind: RegExp): boolean => tables.some(({ slots }) => kind.test(slots));
  const letters = [
    'L',
    'S',
    ...(has(/K/iu) ? (['K'] as const) : []),
    ...(has(/[lsk]/u) ? (['l'] as const) : []),
    '.',
  ] as const;
  return (
    <ul class="legend" aria-label={texts.slots.legendLabel}>
      {letters.map((letter) => (
        <li key={letter}>
          <svg viewBox={`0 0 ${SLOT_WIDTH} ${SLOT_HEIGHT}`} aria-hidden="true">
            <rect
              width={SLOT_WIDTH}
              height={SLOT_HEIGHT}
              fill={`url(#slot-${letter === '.' ? 'E' : letter}${LETTERED})`}
            />
          </svg>
          {texts.slots.legend[letter]}
        </li>
      ))}
    </ul>
  );
}
