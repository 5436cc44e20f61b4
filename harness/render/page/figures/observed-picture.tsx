import type { VNode } from 'preact';
import { layOut, middleOf, type PlacedBox } from './observed-layout.js';
import { BOX_HEIGHT } from './box.js';
import { BoxShape } from './picture-shapes.js';
import type { Texts } from '../texts/texts.js';
import type { EntryPicture } from '../../../workshop/index.js';

interface Props {
  readonly picture: EntryPicture;
  readonly texts: Texts;
}

/**
 * Entries of one kind as a snapshot has them: thread, map, entry and value with the references between them, the key
 * with what holds it, and the reference from the value back to the key.
 */
export function ObservedPicture({ picture, texts }: Props): VNode {
  const words = texts.picture;
  const { chain, entry, value, key, holder, width } = layOut(picture, words, texts.number);
  const boxes = [...(holder === null ? [] : [holder]), key, ...chain];
  const middle = middleOf(entry);
  const isStrong = picture.state === 'strong';
  const isCollected = picture.key === null;
  return (
    <svg
      class={`picture observed ${picture.state}`}
      viewBox={`0 18 ${width} 140`}
      role="img"
      aria-label={words.describe(picture)}
    >
      <g class="shapes">
        <g class="arrow">
          {chain.slice(1).map((to, at) => (
            <Arrow key={at} from={chain[at]!} to={to} />
          ))}
          {holder === null ? null : <Arrow from={holder} to={key} />}
          {isCollected ? null : (
            <KeyArrow x={middle} from={entry.y} to={key.y + BOX_HEIGHT} strong={isStrong} />
          )}
          {picture.valueToKey === null ? null : <BackArrow from={value} to={key} />}
        </g>
        {boxes.map((box, at) => (
          <BoxShape key={at} box={box} kind={box.kind} />
        ))}
      </g>
      {boxes.map((box, at) => (
        <Label key={at} box={box} texts={texts} />
      ))}
      <text class="note" x={middle + 10} y={92}>
        {isStrong ? words.strong : isCollected ? words.collected : words.weak}
      </text>
      {picture.valueToKey === null ? null : (
        <text class="note code" x={key.x + key.width + 14} y={key.y + 12}>
          {picture.valueToKey}
        </text>
      )}
    </svg>
  );
}

/** An arrow between neighbours of a row. */
function Arrow({ from, to }: { from: PlacedBox; to: PlacedBox }): VNode {
  const y = from.y + BOX_HEIGHT / 2;
  const end = to.x - 3;
  return (
    <path d={`M${from.x + from.width} ${y}H${end}M${end - 8} ${y - 5}L${end} ${y}L${end - 8} ${y + 5}`} />
  );
}

/** The arrow from an entry up to its key: dotted if the reference is weak. */
function KeyArrow({ x, from, to, strong }: { x: number; from: number; to: number; strong: boolean }): VNode {
  const end = to + 4;
  return (
    <>
      <path class={strong ? '' : 'weak'} d={`M${x} ${from}V${end}`} />
      <path d={`M${x - 5} ${end + 8}L${x} ${end}L${x + 5} ${end + 8}`} />
    </>
  );
}

/** The arrow from a value up and back to the key. */
function BackArrow({ from, to }: { from: PlacedBox; to: PlacedBox }): VNode {
  const y = to.y + BOX_HEIGHT / 2;
  const end = to.x + to.width + 3;
  const x = Math.max(middleOf(from), end + 20);
  return <path d={`M${x} ${from.y}V${y}H${end}M${end + 8} ${y - 5}L${end} ${y}L${end + 8} ${y + 5}`} />;
}

function Label({ box, texts }: { box: PlacedBox; texts: Texts }): VNode {
  const { text, kind, id, several, y } = box;
  const x = middleOf(box);
  return (
    <>
      <text class={kind === '' ? undefined : kind} x={x} y={y + (id === null ? 26 : 19)}>
        {text}
      </text>
      {id === null ? null : (
        <text class="id" x={x} y={y + 35}>
          {several ? texts.picture.example(id) : `@${id}`}
        </text>
      )}
    </>
  );
}
