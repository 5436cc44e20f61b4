import { changedSlots, earlierTable } from '../texts/look-events.js';
import type { ShownLook, ShownTable } from '../../model/shown-look.js';

/** One look as a step of a variant's story. */
export interface LookStep {
  readonly index: number;
  readonly look: ShownLook;
  /** The same worker's look before this one. */
  readonly earlier: ShownLook | undefined;
  /** The step that shows the same tables and counts, without a break up to this one; this one itself where they are new. */
  readonly sameAs: number;
  /** What is drawn: nothing where it is the same as before. */
  readonly drawn: readonly DrawnTable[];
}

export interface DrawnTable {
  readonly table: ShownTable;
  /** The slots that are not as they were, ascending. */
  readonly changed: readonly number[];
}

/** A variant's looks, each compared with the one before it. */
export function stepsOf(looks: readonly ShownLook[]): LookStep[] {
  return looks.map((look, index) => {
    const earlier = before(looks, index);
    const sameAs = sameStep(looks, index);
    const drawn = look.tables.map((table, place) => ({
      table,
      changed: changedSlots(table, earlierTable(table, place, earlier)),
    }));
    return { index, look, earlier, sameAs, drawn: sameAs === index ? drawn : [] };
  });
}

/** What a table's drawing is called on the page, once for all languages. */
export function drawingId(caseId: string, variantId: string, step: number, place: number): string {
  return `slots-${caseId}-${variantId}-${step}-${place}`;
}

function before(looks: readonly ShownLook[], index: number): ShownLook | undefined {
  return looks.slice(0, index).findLast(({ worker }) => worker === looks[index]?.worker);
}

function sameStep(looks: readonly ShownLook[], index: number): number {
  const earlier = before(looks, index);
  const look = looks[index];
  if (earlier === undefined || look === undefined) return index;
  const picture = ({ tables, counts }: ShownLook): string => JSON.stringify([tables, counts]);
  return picture(look) === picture(earlier) ? sameStep(looks, looks.indexOf(earlier)) : index;
}
