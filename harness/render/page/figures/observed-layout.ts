import type { EntryPicture, PictureNode } from '../../../workshop/index.js';
import { textWidth } from './text-width.js';
import type { Box } from './box.js';
import type { PictureTexts } from '../texts/texts.js';

/** A box of an observed picture, in the drawing's own units. */
export interface PlacedBox extends Box {
  readonly text: string;
  /** Its style. */
  readonly kind: string;
  /** Its DevTools id; `null` if it is no node. */
  readonly id: number | null;
  /** Whether it stands for several, of which the id is that of one. */
  readonly several: boolean;
}

/** The boxes of an observed picture. */
export interface ObservedLayout {
  /** From the thread to the value, from left to right. */
  readonly chain: readonly PlacedBox[];
  readonly entry: PlacedBox;
  /** The value of the entry, or the box that says that there is none. */
  readonly value: PlacedBox;
  readonly key: PlacedBox;
  /** `null` if only the entry or its value holds the key. */
  readonly holder: PlacedBox | null;
  readonly width: number;
}

const GAP = 30;
const LEAST_WIDTH = 88;
const PADDING = 12;
/** Font size of the boxes. */
const SIZE = 14;
/** Tops of the two rows: the key with what holds it, and the chain to the value. */
const UPPER = 22;
const LOWER = 112;
const MARGIN = 2;

type Content = Pick<PlacedBox, 'text' | 'kind' | 'id' | 'several'>;

/** Places the boxes of a picture: the key above its entry, with what holds it on the left. */
export function layOut(
  picture: EntryPicture,
  words: PictureTexts,
  formatted: (count: number) => string,
): ObservedLayout {
  const { thread, map, entry, key, keyHolder, values, count, maps, keys } = picture;
  const times = (what: string, number: number): string =>
    number > 1 ? `${what} × ${formatted(number)}` : what;
  const nothing = (text: string, kind: string): Content => ({ text, kind, id: null, several: false });
  const box = (node: PictureNode, kind: string, number: number): Content => ({
    text: times(node.className, number),
    kind,
    id: node.id,
    several: number > 1,
  });
  const keyContent = key === null ? nothing(times(words.key, count), 'key dead') : box(key, 'key', keys);
  const keyWidth = widthOf(keyContent.text);
  const before = [...(thread === null ? [] : [box(thread, '', maps)]), box(map, '', maps)];
  const contents = [
    ...before,
    box(entry, '', count),
    ...values.map((node) => box(node, 'value', count)),
    ...(values.length === 0 ? [nothing(words.noValue, 'empty')] : []),
  ];
  const holderWidth = keyHolder === null ? 0 : widthOf(keyHolder) + GAP;
  const unmoved = row(contents, MARGIN);
  // If there is no room left of the key for what holds it, the chain moves to the right.
  const keyX = middleOf(unmoved[before.length]!) - keyWidth / 2;
  const chain = row(contents, Math.max(MARGIN, MARGIN + holderWidth + MARGIN - keyX));
  const placedEntry = chain[before.length]!;
  const placedKey = { ...keyContent, x: middleOf(placedEntry) - keyWidth / 2, y: UPPER, width: keyWidth };
  const holder =
    keyHolder === null
      ? null
      : {
          text: keyHolder,
          kind: 'code',
          id: null,
          several: false,
          x: placedKey.x - holderWidth,
          y: UPPER,
          width: holderWidth - GAP,
        };
  const right = Math.max(...[...chain, placedKey].map(({ x, width }) => x + width));
  return {
    chain,
    entry: placedEntry,
    value: chain[before.length + 1]!,
    key: placedKey,
    holder,
    width: Math.ceil(right + MARGIN),
  };
}

/** Returns the middle of a box, from the left edge of the drawing. */
export function middleOf({ x, width }: PlacedBox): number {
  return x + width / 2;
}

function row(contents: readonly Content[], start: number): PlacedBox[] {
  let x = start;
  return contents.map((content) => {
    const width = widthOf(content.text);
    const box = { ...content, x, y: LOWER, width };
    x += width + GAP;
    return box;
  });
}

function widthOf(text: string): number {
  return Math.max(LEAST_WIDTH, Math.ceil(textWidth(text, SIZE)) + 2 * PADDING);
}
