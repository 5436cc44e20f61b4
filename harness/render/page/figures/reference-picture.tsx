import type { VNode } from 'preact';
import type { EntryState } from './entry-state.js';
import { BOXES, kindOf } from './picture-shapes.js';
import type { BoxName } from './picture-shapes.js';
import type { Texts } from '../texts/texts.js';

interface PictureProps {
  readonly state: EntryState;
  readonly texts: Texts;
}

/** The picture that explains a state: Thread → ThreadLocalMap → Entry → value; weak references are dotted, a collected key is crossed out. */
export function ReferencePicture({ state, texts }: PictureProps): VNode {
  const words = texts.picture;
  const dropped = state === 'dead' || state === 'removed';
  const labels: Readonly<Record<BoxName, string>> = {
    variable: dropped ? `${words.variable} = ${words.dropped}` : words.variable,
    key: words.key,
    thread: 'Thread',
    map: 'ThreadLocalMap',
    entry: state === 'removed' ? words.emptySlot : 'Entry',
    value: words.value,
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
        <Label key={name} name={name} state={state} text={labels[name]} />
      ))}
      {dropped ? <Note x={366} y={40} text={words.collected} /> : null}
      {state === 'removed' ? null : <Note x={310} y={90} text={words.weak} />}
    </svg>
  );
}

interface LabelProps {
  readonly name: BoxName;
  readonly state: EntryState;
  readonly text: string;
}

function Label({ name, state, text }: LabelProps): VNode | null {
  const kind = kindOf(name, state);
  if (kind === null) return null;
  const { x, y, width } = BOXES[name];
  return (
    <text class={kind} x={x + width / 2} y={y + 26}>
      {text}
    </text>
  );
}

function Note({ x, y, text }: { x: number; y: number; text: string }): VNode {
  return (
    <text class="note" x={x} y={y}>
      {text}
    </text>
  );
}
