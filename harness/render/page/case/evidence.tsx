import type { VNode } from 'preact';
import { Columns } from './columns.js';
import { Scrolling } from '../frame/scrolling.js';
import type { Texts } from '../texts/texts.js';
import type { ShownLook } from '../../model/shown-look.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface Props {
  readonly variants: readonly ShownVariant[];
  readonly texts: Texts;
}

/** All numbers behind the outcome: the counts at each look, the effort of each GC, the three witnesses. */
export function Evidence({ variants, texts }: Props): VNode | null {
  const looked = variants.filter(({ looks }) => looks.length > 0);
  if (looked.length === 0) return null;
  const disputed = looked.some(({ looks }) => looks.some(({ disagreements }) => disagreements.length > 0));
  return (
    <details class="evidence obs" open={disputed}>
      <summary>{texts.evidence.heading}</summary>
      <p class="note">{texts.evidence.intro}</p>
      <Columns variants={looked} texts={texts}>
        {({ looks }) => (
          <>
            <LooksTable looks={looks} texts={texts} />
            {witnessed(looks).map((look, index) => (
              <WitnessTable key={index} look={look} texts={texts} />
            ))}
          </>
        )}
      </Columns>
    </details>
  );
}

/** Returns each worker's last look, and every look at which the witnesses disagree. */
function witnessed(looks: readonly ShownLook[]): ShownLook[] {
  return looks.filter((look, index) => {
    const isLast = !looks.slice(index + 1).some(({ worker }) => worker === look.worker);
    return isLast || look.disagreements.length > 0;
  });
}

function LooksTable({ looks, texts }: { looks: readonly ShownLook[]; texts: Texts }): VNode {
  const words = texts.evidence;
  const heads = [
    ...Object.values(texts.counts),
    words.rounds,
    words.canary,
    words.settled,
    words.means,
    words.time,
  ];
  return (
    <Scrolling label={words.looksCaption}>
      <table class="looks">
        <caption>{words.looksCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.look}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {looks.map((look, index) => (
            <LookRow key={index} look={look} texts={texts} />
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

function LookRow({ look, texts }: { look: ShownLook; texts: Texts }): VNode {
  const { label, worker, counts, gc } = look;
  const words = texts.evidence;
  const numbers = [counts.keys, counts.values, counts.staleEntries].map((count) => texts.number(count));
  const effort = gc && [
    texts.number(gc.rounds),
    texts.number(gc.canaryRound),
    gc.settled ? words.yes : words.no,
    gc.means,
    texts.milliseconds(gc.elapsedMs),
  ];
  return (
    <tr>
      <th scope="row">
        {label} <span class="worker">{worker}</span>
      </th>
      {[...numbers, ...(effort ?? [])].map((text, index) => (
        <td key={index}>{text}</td>
      ))}
      {effort === null ? <td colSpan={5}>{words.notForced}</td> : null}
    </tr>
  );
}

function WitnessTable({ look, texts }: { look: ShownLook; texts: Texts }): VNode {
  const words = texts.evidence;
  const shown = (count: number | null): string => (count === null ? '–' : texts.number(count));
  const caption = words.witnessesCaption(look.label, look.worker);
  return (
    <Scrolling label={caption}>
      <table class="witnesses">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {[words.counted, words.walk, words.snapshot, words.queryObjects, words.agreement].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {look.witnesses.map(({ what, walk, snapshot, queryObjects, agree }) => (
            <tr key={what} class={agree ? '' : 'differs'}>
              <th scope="row">{words.what(what)}</th>
              <td>{shown(walk)}</td>
              <td>{shown(snapshot)}</td>
              <td>{shown(queryObjects)}</td>
              <td>{agree ? `✓ ${words.agree}` : <span class="flag">✗ {words.disagree}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {look.disagreements.map((sentence, index) => (
        <p key={index} class="flag">
          {sentence}
        </p>
      ))}
    </Scrolling>
  );
}
