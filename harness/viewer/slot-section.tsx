import type { VNode } from 'preact';
import { Columns } from './columns.js';
import { SlotGrid } from './slot-grid.js';
import { SLOT_HEIGHT, SLOT_WIDTH } from './slot-patterns.js';
import type { Texts } from './texts.js';
import type { LookModel, TableModel, VariantModel } from './view-model.js';

interface Props {
  readonly caseId: string;
  readonly variants: readonly VariantModel[];
  readonly texts: Texts;
}

/** The tables of each variant at the first and the last look, and, folded, at all of them. */
export function SlotSection({ caseId, variants, texts }: Props): VNode | null {
  const looked = variants.filter(({ looks }) => looks.some(({ tables }) => tables.length > 0));
  if (looked.length === 0) return null;
  const most = Math.max(...looked.map(({ looks }) => looks.length));
  return (
    <section class="slot-section">
      <h4>{texts.slots.heading}</h4>
      <Legend tables={looked.flatMap(({ looks }) => looks.flatMap(({ tables }) => tables))} texts={texts} />
      <Columns variants={looked} texts={texts}>
        {({ id, looks }) =>
          firstAndLast(looks).map((look) => (
            <Look
              key={looks.indexOf(look)}
              id={`${caseId}-${id}-${looks.indexOf(look)}`}
              look={look}
              texts={texts}
            />
          ))
        }
      </Columns>
      {most <= 2 ? null : (
        <details>
          <summary>{texts.slots.all(most)}</summary>
          <Columns variants={looked} texts={texts}>
            {({ id, looks }) =>
              looks.map((look, index) => (
                <Look
                  key={index}
                  id={`${caseId}-${id}-all-${index}`}
                  look={look}
                  texts={texts}
                  unchanged={looksTheSame(look, before(looks, index))}
                />
              ))
            }
          </Columns>
        </details>
      )}
    </section>
  );
}

function Look(props: { id: string; look: LookModel; texts: Texts; unchanged?: boolean }): VNode {
  const { id, look, texts, unchanged = false } = props;
  return (
    <div class="look">
      <p class="look-label">
        {look.label} <span class="worker">{look.worker}</span>
        {unchanged ? <span class="unchanged">{texts.slots.unchanged}</span> : null}
      </p>
      {unchanged ? null : <Tables id={id} look={look} texts={texts} />}
    </div>
  );
}

function Tables({ id, look, texts }: { id: string; look: LookModel; texts: Texts }): VNode {
  if (look.tables.length === 0) return <p class="note">{texts.slots.noTables}</p>;
  return (
    <>
      {look.tables.map((table, index) => (
        <SlotGrid key={index} id={`${id}-${index}`} table={table} texts={texts} />
      ))}
      {look.moreTables === 0 ? null : <p class="note">{texts.slots.more(look.moreTables)}</p>}
    </>
  );
}

function Legend({ tables, texts }: { tables: readonly TableModel[]; texts: Texts }): VNode {
  const used = (['L', 'S', 'K', '.'] as const).filter((letter) =>
    tables.some(({ slots }) => slots.includes(letter)),
  );
  return (
    <ul class="legend" aria-label={texts.slots.legendLabel}>
      {used.map((letter) => (
        <li key={letter}>
          <svg viewBox={`0 0 ${SLOT_WIDTH} ${SLOT_HEIGHT}`} aria-hidden="true">
            <rect
              width={SLOT_WIDTH}
              height={SLOT_HEIGHT}
              fill={`url(#slot-${letter === '.' ? 'E' : letter})`}
            />
          </svg>
          {texts.slots.legend[letter]}
        </li>
      ))}
    </ul>
  );
}

/** Per worker, in the order of the looks. */
function firstAndLast(looks: readonly LookModel[]): LookModel[] {
  const workers = [...new Set(looks.map(({ worker }) => worker))];
  return workers.flatMap((name) => {
    const own = looks.filter(({ worker }) => worker === name);
    return [...new Set([...own.slice(0, 1), ...own.slice(-1)])];
  });
}

/** The same worker's look before this one. */
function before(looks: readonly LookModel[], index: number): LookModel | undefined {
  return looks.slice(0, index).findLast(({ worker }) => worker === looks[index]?.worker);
}

function looksTheSame(look: LookModel, other: LookModel | undefined): boolean {
  return other !== undefined && JSON.stringify(look.tables) === JSON.stringify(other.tables);
}
