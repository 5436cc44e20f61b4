import type { VNode } from 'preact';
import { entryStateOf, pictureIds } from './entry-state.js';
import { changedSlots, earlierTable, happenedIn } from './happened.js';
import { ReferencePicture } from './reference-picture.js';
import { SlotGrid } from './slot-grid.js';
import type { Texts } from './texts.js';
import type { LookModel, VariantModel } from './view-model.js';

interface PlayerProps {
  /** Unique on the page. */
  readonly id: string;
  readonly variant: VariantModel;
  readonly texts: Texts;
}

/** The looks of a variant, all of them below each other; where the script runs, one at a time if the reader likes. */
export function TablePlayer({ id, variant, texts }: PlayerProps): VNode {
  const { looks, title } = variant;
  return (
    <div class="player" role="group" aria-label={texts.player.label(title)}>
      {looks.length > 1 ? <Controls texts={texts} /> : null}
      {looks.map((look, index) => (
        <Look key={index} id={`${id}-${index}`} looks={looks} index={index} look={look} texts={texts} />
      ))}
    </div>
  );
}

function Controls({ texts }: { texts: Texts }): VNode {
  const words = texts.player;
  return (
    <div class="controls scripted-only obs">
      <div class="buttons" role="group" aria-label={words.controls} title={words.hint}>
        <button type="button" data-player="previous">
          ← {words.previous}
        </button>
        <button type="button" class="play" data-player="play">
          <span class="when-still">▶ {words.play}</span>
          <span class="when-playing">❚❚ {words.pause}</span>
        </button>
        <button type="button" data-player="next">
          {words.next} →
        </button>
        <button type="button" class="all" data-player="all">
          {words.all}
        </button>
      </div>
      <p class="said" aria-live="polite" />
    </div>
  );
}

interface LookProps {
  readonly id: string;
  readonly looks: readonly LookModel[];
  readonly index: number;
  readonly look: LookModel;
  readonly texts: Texts;
}

/** One look: when it was, what happened since the one before, the picture and the tables unless they are the same. */
function Look({ id, looks, index, look, texts }: LookProps): VNode {
  const earlier = before(looks, index);
  const happened = happenedIn(look, earlier, texts.happened);
  const same = sameAs(looks, index);
  const several = looks.some(({ worker }) => worker !== look.worker);
  return (
    <div
      class={`look ${index === 0 ? '' : 'obs'}`}
      data-say={texts.player.step(index + 1, looks.length, look.label, happened)}
      data-same-as={same === index ? undefined : same}
    >
      <p class="look-label">
        {look.label} {several ? <span class="worker">{look.worker}</span> : null}
        <span class="happened">{happened}</span>
      </p>
      {same === index ? <Tables id={id} look={look} earlier={earlier} texts={texts} /> : null}
    </div>
  );
}

function Tables(props: { id: string; look: LookModel; earlier: LookModel | undefined; texts: Texts }): VNode {
  const { id, look, earlier, texts } = props;
  const { counts, tables, path, moreTables } = look;
  const state = entryStateOf(counts, look);
  return (
    <>
      {state === null ? null : (
        <ReferencePicture
          id={`${id}-picture`}
          state={state}
          counts={counts}
          ids={pictureIds(path)}
          texts={texts}
        />
      )}
      {tables.length === 0 ? <p class="note">{texts.slots.noTables}</p> : null}
      {tables.map((table, index) => (
        <SlotGrid
          key={index}
          id={`${id}-${index}`}
          table={table}
          changed={changedSlots(table, earlierTable(table, index, earlier))}
          texts={texts}
        />
      ))}
      {moreTables === 0 ? null : <p class="note">{texts.slots.more(moreTables)}</p>}
    </>
  );
}

/** The same worker's look before this one. */
function before(looks: readonly LookModel[], index: number): LookModel | undefined {
  return looks.slice(0, index).findLast(({ worker }) => worker === looks[index]?.worker);
}

/** The place of the first of the looks, up to this one, that shows the same tables and counts without a break. */
function sameAs(looks: readonly LookModel[], index: number): number {
  const earlier = before(looks, index);
  const look = looks[index];
  if (earlier === undefined || look === undefined) return index;
  const picture = ({ tables, counts }: LookModel): string => JSON.stringify([tables, counts]);
  return picture(look) === picture(earlier) ? sameAs(looks, looks.indexOf(earlier)) : index;
}
