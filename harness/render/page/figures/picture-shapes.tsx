import type { VNode } from 'preact';
import { type Box, BOX_HEIGHT } from './box.js';
import type { EntryState } from './entry-state.js';

export type BoxName = 'variable' | 'key' | 'thread' | 'map' | 'entry' | 'value';

/** Positions of the boxes of the reference picture. */
export const BOXES: Readonly<Record<BoxName, Box>> = {
  variable: { x: 40, y: 14, width: 160 },
  key: { x: 243, y: 14, width: 114 },
  thread: { x: 2, y: 112, width: 72 },
  map: { x: 100, y: 112, width: 136 },
  entry: { x: 262, y: 112, width: 76 },
  value: { x: 364, y: 112, width: 114 },
};

const STATES: readonly EntryState[] = ['held', 'dead', 'removed'];

/** Returns the style of a box in a state; `null` if it is not drawn. */
export function kindOf(name: BoxName, state: EntryState): string | null {
  const keyDead = state === 'dead' || state === 'removed';
  if (name === 'variable') return keyDead ? 'empty' : '';
  if (name === 'key') return keyDead ? 'key dead' : 'key';
  if (name === 'value') return state === 'removed' ? 'value dead' : 'value';
  return name === 'entry' && state === 'removed' ? 'empty' : '';
}

/**
 * The boxes and arrows of each state, without text, drawn once for all pictures of the page. In an SVG `use`, style
 * sheets match the original elements only, without the ancestors of the `use`.
 */
export function PictureShapes(): VNode {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {STATES.map((state) => (
          <g key={state} id={`picture-${state}`} class="shapes">
            <Arrows state={state} />
            {(Object.keys(BOXES) as BoxName[]).map((name) => (
              <BoxShape key={name} box={BOXES[name]} kind={kindOf(name, state)} />
            ))}
          </g>
        ))}
      </defs>
    </svg>
  );
}

/** A box in a style, crossed out if what it stands for is dead. */
export function BoxShape({ box, kind }: { box: Box; kind: string | null }): VNode | null {
  if (kind === null) return null;
  const { x, y, width } = box;
  const [right, bottom] = [x + width, y + BOX_HEIGHT];
  return (
    <g class={kind === '' ? undefined : kind}>
      <rect x={x} y={y} width={width} height={BOX_HEIGHT} />
      {kind.includes('dead') ? (
        <path class="cross" d={`M${x} ${y}L${right} ${bottom}M${x} ${bottom}L${right} ${y}`} />
      ) : null}
    </g>
  );
}

/** The arrows of a state: strong references are solid, the weak one from the entry to its key is dotted. */
function Arrows({ state }: { state: EntryState }): VNode {
  const removed = state === 'removed';
  return (
    <g class="arrow">
      {state === 'held' ? <path d="M200 35H241M233 30L241 35L233 40" /> : null}
      <path d="M74 133H98M90 128L98 133L90 138" />
      {removed ? null : <path d="M236 133H260M252 128L260 133L252 138M338 133H362M354 128L362 133L354 138" />}
      {removed ? null : <path class="weak" d="M300 112V58" />}
      {removed ? null : <path d="M295 66L300 58L305 66" />}
    </g>
  );
}
