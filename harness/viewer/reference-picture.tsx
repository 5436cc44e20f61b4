import type { VNode } from 'preact';
import type { EntryState, PictureIds } from './entry-state.js';
import type { PictureTexts, Texts } from './texts.js';
import type { CountsModel } from './view-model.js';

interface PictureProps {
  /** Unique on the page. */
  readonly id: string;
  readonly state: EntryState;
  readonly texts: Texts;
  /** How many keys and values there are; without it, the picture is of one. */
  readonly counts?: CountsModel | undefined;
  /** DevTools ids to be written into the boxes. */
  readonly ids?: PictureIds;
}

/** Thread → ThreadLocalMap → Entry → value, with the weak reference to the key dashed, and the dead crossed out. */
export function ReferencePicture({ id, state, texts, counts, ids = {} }: PictureProps): VNode {
  const words = texts.picture;
  const keyDead = state === 'dead' || state === 'removed';
  const removed = state === 'removed';
  const times = (count: number | undefined): string =>
    count === undefined || count === 0 ? '' : ` × ${texts.number(count)}`;
  return (
    <svg class={`picture ${state}`} viewBox="0 0 480 176" role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{words.state[state]}</title>
      <desc id={`${id}-d`}>{words.description[state]}</desc>
      <Box x={2} y={112} width={72} label="Thread" nodeId={ids.thread} />
      <Arrow x1={74} y1={133} x2={98} y2={133} />
      <Box x={100} y={112} width={136} label="ThreadLocalMap" nodeId={ids.map} />
      {removed ? null : <Arrow x1={236} y1={133} x2={260} y2={133} />}
      <Box
        x={262}
        y={112}
        width={76}
        label={removed ? words.emptySlot : 'Entry'}
        kind={removed ? 'empty' : ''}
        nodeId={ids.entry}
      />
      {removed ? null : <Arrow x1={338} y1={133} x2={362} y2={133} />}
      <Box
        x={364}
        y={112}
        width={114}
        label={words.value + times(counts?.values)}
        kind={removed ? 'value dead' : 'value'}
        nodeId={ids.value}
      />
      <Variable words={words} dropped={keyDead} shown={state !== 'strong'} />
      <Box
        x={243}
        y={14}
        width={114}
        label={words.key + times(counts?.keys)}
        kind={keyDead ? 'key dead' : 'key'}
      />
      <KeyReference words={words} state={state} />
    </svg>
  );
}

function Variable({
  words,
  dropped,
  shown,
}: {
  words: PictureTexts;
  dropped: boolean;
  shown: boolean;
}): VNode | null {
  if (!shown) return null;
  const label = dropped ? `${words.variable} = ${words.dropped}` : words.variable;
  return (
    <>
      <Box x={40} y={14} width={160} label={label} kind={dropped ? 'empty' : ''} />
      {dropped ? null : <Arrow x1={200} y1={35} x2={241} y2={35} />}
    </>
  );
}

function KeyReference({ words, state }: { words: PictureTexts; state: EntryState }): VNode {
  if (state === 'removed')
    return (
      <text x={366} y={40} class="note">
        {words.collected}
      </text>
    );
  const weak = state !== 'strong';
  return (
    <>
      <Arrow x1={300} y1={112} x2={300} y2={58} weak={weak} />
      <text x={310} y={90} class="note">
        {weak ? words.weak : words.strong}
      </text>
      {state === 'dead' ? (
        <text x={366} y={40} class="note">
          {words.collected}
        </text>
      ) : null}
    </>
  );
}

interface BoxProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly label: string;
  readonly kind?: string;
  readonly nodeId?: number | undefined;
}

function Box({ x, y, width, label, kind = '', nodeId }: BoxProps): VNode {
  const [right, bottom] = [x + width, y + 42];
  return (
    <g class={`box ${kind}`}>
      <rect x={x} y={y} width={width} height={42} rx={5} />
      <text x={x + width / 2} y={y + (nodeId === undefined ? 26 : 19)} text-anchor="middle">
        {label}
      </text>
      {nodeId === undefined ? null : (
        <text class="id" x={x + width / 2} y={y + 35} text-anchor="middle">
          @{nodeId}
        </text>
      )}
      {kind.includes('dead') ? (
        <path class="cross" d={`M${x} ${y}L${right} ${bottom}M${x} ${bottom}L${right} ${y}`} />
      ) : null}
    </g>
  );
}

function Arrow(props: { x1: number; y1: number; x2: number; y2: number; weak?: boolean }): VNode {
  const { x1, y1, x2, y2, weak = false } = props;
  const up = x1 === x2;
  const head = up
    ? `M${x2 - 5} ${y2 + 8}L${x2} ${y2}L${x2 + 5} ${y2 + 8}`
    : `M${x2 - 8} ${y2 - 5}L${x2} ${y2}L${x2 - 8} ${y2 + 5}`;
  return (
    <g class="arrow">
      <path class={weak ? 'weak' : ''} d={`M${x1} ${y1}L${x2} ${y2}`} />
      <path d={head} />
    </g>
  );
}
