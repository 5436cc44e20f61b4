import type { VNode } from 'preact';
import { happenedIn } from '../texts/look-events.js';
import { drawingId, stepsOf } from './look-steps.js';
import type { LookStep } from './look-steps.js';
import { Pictures } from './pictures.js';
import { Walks } from './walks.js';
import { SlotGrid } from '../figures/slot-grid.js';
import type { Texts } from '../texts/texts.js';
import type { ShownLook } from '../../model/shown-look.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface PlayerProps {
  readonly caseId: string;
  readonly variant: ShownVariant;
  readonly texts: Texts;
}

/** The looks of a variant, one below the other; with the script, one at a time. */
export function TablePlayer({ caseId, variant, texts }: PlayerProps): VNode {
  const { looks, title, variant: id } = variant;
  const workers = new Set(looks.map(({ worker }) => worker));
  return (
    <div class="player" role="group" aria-label={texts.player.label(title)}>
      {looks.length > 1 ? <Controls texts={texts} /> : null}
      {stepsOf(looks).map((step) => (
        <Look
          key={step.index}
          step={step}
          steps={looks.length}
          named={workers.size > 1}
          hidden={step.index > 0 || isOnlyLook(looks, step.look)}
          drawing={(place) => drawingId(caseId, id, step.index, place)}
          texts={texts}
        />
      ))}
    </div>
  );
}

/** Whether a look is the only one into its worker: then it is both the start and the end of the experiment. */
function isOnlyLook(looks: readonly ShownLook[], look: ShownLook): boolean {
  return looks.filter(({ worker }) => worker === look.worker).length === 1;
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
  readonly step: LookStep;
  readonly steps: number;
  /** Whether to name the worker. */
  readonly named: boolean;
  /** Whether it can be hidden with the observations. */
  readonly hidden: boolean;
  readonly drawing: (place: number) => string;
  readonly texts: Texts;
}

/** One look: its label, the changes since the previous one, and the picture and the tables if they changed. */
function Look({ step, steps, named, hidden, drawing, texts }: LookProps): VNode {
  const { index, look, earlier, sameAs } = step;
  const happened = happenedIn(look, earlier, texts.happened);
  const { shown, more } = look.walks;
  return (
    <div
      class={hidden ? 'look obs' : 'look'}
      data-say={texts.player.step(index + 1, steps, look.label, happened)}
      data-same-as={sameAs === index ? undefined : sameAs}
    >
      <p class="look-label">
        {look.label} {named ? <span class="worker">{look.worker}</span> : null}
        {steps > 1 ? (
          <span class="at">
            {texts.player.at(index + 1, steps, earlier === undefined && look.gc === null)}
          </span>
        ) : null}
        <span class="happened">{happened}</span>
      </p>
      {sameAs === index ? <Drawn step={step} drawing={drawing} texts={texts} /> : null}
      <Walks
        look={look}
        heading={texts.walk.heading(shown.length, shown.length + more, earlier === undefined)}
        texts={texts}
      />
    </div>
  );
}

function Drawn({ step, drawing, texts }: Pick<LookProps, 'step' | 'drawing' | 'texts'>): VNode {
  const { look, drawn } = step;
  return (
    <div class="drawn">
      <div>
        {drawn.length === 0 ? <p class="note">{texts.slots.noTables}</p> : null}
        {drawn.map((table, place) => (
          <SlotGrid key={place} drawing={drawing(place)} drawn={table} texts={texts} />
        ))}
        {look.moreTables === 0 ? null : <p class="note">{texts.slots.more(look.moreTables)}</p>}
      </div>
      <div>
        <Pictures looks={[look]} counts={look.counts} texts={texts} />
      </div>
    </div>
  );
}
