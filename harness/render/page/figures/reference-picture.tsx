import type { VNode } from 'preact';
import type { EntryState, PictureIds } from './entry-state.js';
import { BOXES, kindOf } from './picture-shapes.js';
import type { BoxName } from './picture-shapes.js';
import type { Texts } from '../texts/texts.js';
import type { Counts } from '../../../workshop/index.js';

interface PictureProps {
  readonly state: EntryState;
  readonly texts: Texts;
  /** Numbers of keys and values; without them, the picture shows one of each. */
  readonly counts?: Counts;
  /** DevTools ids to show in the boxes. */
  readonly ids?: PictureIds;
}

/** The picture Thread → ThreadLocalMap → Entry → value; weak references are dotted, a collected key is crossed out. */
export function ReferencePicture({ state, texts, counts, ids = {} }: PictureProps): VNode {
  const words = texts.picture;
  const dropped = state === 'dead' || state === 'removed';
  const times = (count = 0): string => (count === 0 ? '' : ` × ${texts.number(count)}`);
  const labels: Readonly<Record<BoxName, string>> = {
    variable: dropped ? `${words.variable} = ${words.dropped}` : words.variable,
    key: words.key + times(counts?.keys),
    thread: 'Thread',
    map: 'ThreadLocalMap',
    entry: state === 'removed' ? words.emptySlot : 'Entry',
    value: words.value + times(counts?.values),
  };
  return (
    <svg
      class={`picture ${state}`}
      viewBox="0 0 480 176"
      role="img"
      aria-label={`${words.state[state]}: ${words.description[state]}`}
    >
      <use href={`#picture-${state}`} />
      {(Object.keys(labels) as BoxName[]).map((name) => (
        <Label key={name} name={name} state={state} text={labels[name]} nodeId={idOf(name, ids)} />
      ))}
      {dropped ? <Note x={366} y={40} text={words.collected} /> : null}
      {state === 'removed' ? null : (
        <Note x={310} y={90} text={state === 'strong' ? words.strong : words.weak} />
      )}
    </svg>
  );
}

function idOf(name: BoxName, ids: PictureIds): number | undefined {
  return name === 'variable' || name === 'key' ? undefined : ids[name];
}

interface LabelProps {
  readonly name: BoxName;
  readonly state: EntryState;
  readonly text: string;
  readonly nodeId: number | undefined;
}

function Label({ name, state, text, nodeId }: LabelProps): VNode | null {
  const kind = kindOf(name, state);
  if (kind === null) return null;
  const { x, y, width } = BOXES[name];
  const middle = x + width / 2;
  return (
    <>
      <text class={kind} x={middle} y={y + (nodeId === undefined ? 26 : 19)}>
        {text}
      </text>
      {nodeId === undefined ? null : (
        <text class="id" x={middle} y={y + 35}>
          @{nodeId}
        </text>
      )}
    </>
  );
}

function Note({ x, y, text }: { x: number; y: number; text: string }): VNode {
  return (
    <text class="note" x={x} y={y}>
      {text}
    </text>
  );
}
