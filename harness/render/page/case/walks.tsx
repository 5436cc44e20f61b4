import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import { picturesBefore, pictureOf } from './walk-before.js';
import type { TablePicture } from './walk-before.js';
import type { WalkStep } from '../../../workshop/index.js';
import type { ShownLook, ShownWalk } from '../../model/shown-look.js';

/** Maximum number of steps that are listed of one walk. */
const MOST_STEPS = 64;

interface WalksProps {
  readonly look: ShownLook;
  /** What the walks are of. */
  readonly heading: string;
  readonly texts: Texts;
  /** Whether the walks are shown at once. */
  readonly open?: boolean;
}

/** The last calls before a look, and the walk of each through the table; with the script, drawn step by step. */
export function Walks({ look, heading, texts, open = false }: WalksProps): VNode | null {
  const { shown } = look.walks;
  if (shown.length === 0) return null;
  const before = beforeEach(look);
  return (
    <details class="walks" open={open}>
      <summary>{heading}</summary>
      {shown.map((walk, at) => (
        <Walk
          key={at}
          walk={walk}
          before={before.get(walk) ?? null}
          last={at === shown.length - 1}
          texts={texts}
        />
      ))}
    </details>
  );
}

/** The tables before the walks, as far as the look shows these tables. */
function beforeEach({ walks, tables }: ShownLook): Map<ShownWalk, TablePicture | null> {
  const found = new Map<ShownWalk, TablePicture | null>();
  for (const table of tables) {
    const inTable = walks.shown.filter(({ owner }) => owner !== '' && owner === table.owner);
    const pictures = picturesBefore(inTable, pictureOf(table));
    for (const [at, walk] of inTable.entries()) found.set(walk, pictures[at] ?? null);
  }
  return found;
}

interface WalkProps {
  readonly walk: ShownWalk;
  readonly before: TablePicture | null;
  readonly last: boolean;
  readonly texts: Texts;
}

function Walk({ walk, before, last, texts }: WalkProps): VNode {
  const { operation, key, home, owner, steps, cut } = walk;
  const words = texts.walk;
  const listed = steps.slice(0, MOST_STEPS);
  const left = steps.length + cut - listed.length;
  const scanned = firstScanned(steps);
  return (
    <details
      class="walk"
      open={last}
      data-before={before === null ? undefined : drawn(before)}
      data-home={home}
    >
      <summary>
        <code>{words.call(operation, key)}</code> {words.home(home)} <span class="owner">{owner}</span>
      </summary>
      {before === null ? null : (
        <>
          <div class="buttons scripted-only" role="group" aria-label={words.controls}>
            <button type="button" data-walk="-1">
              ← {words.previous}
            </button>
            <button type="button" data-walk="1">
              {words.next} →
            </button>
          </div>
          <div class="walk-picture" aria-hidden="true" />
        </>
      )}
      <ol>
        {listed.map((step, at) => (
          <li key={at} data-step={before === null ? undefined : Object.values(step).join(' ')}>
            {at === scanned ? <em>{words.scan} </em> : null}
            {sentenceOf(step, texts)}
          </li>
        ))}
      </ol>
      {left === 0 ? null : <p class="note">{words.more(left)}</p>}
    </details>
  );
}

/** Index of the first slot that a call looks at after it has stored in an empty slot; -1 if there is none. */
function firstScanned(steps: readonly WalkStep[]): number {
  const stored = steps.findIndex(({ kind }) => kind === 'store');
  return stored < 0 || steps[stored + 1]?.kind !== 'look' ? -1 : stored + 1;
}

/** The length of the table, and its slots with their keys: `16 8:793 9:848`. */
function drawn({ length, keys }: TablePicture): string {
  return [length, ...[...keys].map(([slot, key]) => `${slot}:${key ?? ''}`)].join(' ');
}

function sentenceOf(step: WalkStep, { walk: { step: words } }: Texts): string {
  switch (step.kind) {
    case 'look':
      return words.look(step.slot, step.entry, step.key);
    case 'replace':
      return words.replace(step.slot, step.key, step.stale);
    case 'expunge':
    case 'store':
    case 'overwrite':
      return words[step.kind](step.slot, step.key);
    case 'move':
    case 'swap':
    case 'copy':
      return words[step.kind](step.from, step.to, step.key);
    default:
      return words.grow(step.from, step.to);
  }
}
