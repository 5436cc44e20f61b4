import { changedSlots, earlierTable } from '../texts/look-events.js';
import type { ShownLook, ShownTable } from '../../model/shown-look.js';

/** One look, as a step of a variant. */
export interface LookStep {
  readonly index: number;
  readonly look: ShownLook;
  /** The previous look into the same worker. */
  readonly earlier: ShownLook | undefined;
  /** Index of the first step since which tables and counts have been the same; this step itself if they changed. */
  readonly sameAs: number;
  /** The tables to draw; none if they are the same as before. */
  readonly drawn: readonly DrawnTable[];
}

export interface DrawnTable {
  readonly table: ShownTable;
  /** The changed slots, ascending. */
  readonly changed: readonly number[];
}

/** Returns a variant's looks, each compared with the previous one into the same worker. */
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

/** Returns the id of a table's drawing, which all languages share. */
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
  const picture = ({ tables, counts }: ShownLook): string =>
    JSON.stringify([tables.map(({ owner, slots }) => [owner, slots]), counts]);
  return picture(look) === picture(earlier) ? sameStep(looks, looks.indexOf(earlier)) : index;
}
