import type { VNode } from 'preact';
import { Role, VariantTitle } from './columns.js';
import { LETTERED, SLOT_HEIGHT, SLOT_WIDTH } from '../figures/slot-patterns.js';
import { Facts } from './facts.js';
import { TablePlayer } from './table-player.js';
import { Glossed } from '../texts/glossed.js';
import type { GlossScope } from '../texts/glossed.js';
import type { Texts } from '../texts/texts.js';
import type { ShownTable } from '../../model/shown-look.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface Props {
  readonly caseId: string;
  readonly variants: readonly ShownVariant[];
  readonly scope: GlossScope;
}

/**
 * Each variant: its tables at every look, which can be played step by step, and its facts. With the script, one variant
 * is shown at a time.
 */
export function VariantPanels({ caseId, variants, scope }: Props): VNode {
  const { texts } = scope;
  const tables = variants.flatMap(({ looks }) => looks.flatMap((look) => look.tables));
  return (
    <section
      class="variants"
      data-empty={texts.slots.emptyAt('{slot}')}
      data-entry={texts.slots.entryAt('{slot}', '{key}', '{home}')}
    >
      <h4>{tables.length === 0 ? texts.section.observedHeading : texts.slots.heading}</h4>
      {variants.length > 1 ? <VariantSwitch variants={variants} texts={texts} /> : null}
      {tables.length === 0 ? null : <Legend tables={tables} scope={scope} />}
      {variants.map((variant, at) => (
        <div key={variant.variant} class={at === 0 ? 'variant chosen' : 'variant'}>
          <VariantTitle variant={variant} texts={texts} />
          {variant.looks.some((look) => look.tables.length > 0) ? (
            <TablePlayer caseId={caseId} variant={variant} texts={texts} />
          ) : null}
          <Facts variant={variant} texts={texts} />
        </div>
      ))}
    </section>
  );
}

/** Buttons that choose the variant whose tables are shown; without the script, all variants are. */
function VariantSwitch({ variants, texts }: Pick<Props, 'variants'> & { texts: Texts }): VNode {
  return (
    <div class="variant-switch scripted-only" role="group" aria-label={texts.player.variants}>
      {variants.map((variant, at) => (
        <button key={variant.variant} type="button" data-choose={at} aria-pressed={at === 0}>
          {variant.title}
          <Role variant={variant} texts={texts} />
        </button>
      ))}
    </div>
  );
}

/** The legend. Live, stale and empty slots are always in it, so that it does not reveal the outcome. */
function Legend({ tables, scope }: { tables: readonly ShownTable[]; scope: GlossScope }): VNode {
  const { texts } = scope;
  const has = (kind: RegExp): boolean => tables.some(({ slots }) => kind.test(slots));
  const letters = [
    'L',
    'S',
    ...(has(/s/u) ? (['s'] as const) : []),
    ...(has(/K/iu) ? (['K'] as const) : []),
    ...(has(/[lk]/u) ? (['l'] as const) : []),
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
          <Glossed text={texts.slots.legend[letter]} scope={scope} />
        </li>
      ))}
    </ul>
  );
}
