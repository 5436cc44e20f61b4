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
const LEAST_WIDTH = 72;
const PADDING = 12;
/** Font size of the boxes. */
const SIZE = 14;
/** Tops of the two rows: the key with what holds it, and the chain to the value. */
const UPPER = 22;
const LOWER = 112;
const MARGIN = 2;

type Content = Pick<PlacedBox, 'text' | 'kind' | 'id'>;

/** Places the boxes of a picture: the key above its entry, with what holds it on the left. */
export function layOut(picture: EntryPicture, words: PictureTexts, times: string): ObservedLayout {
  const { thread, map, entry, key, keyHolder, values } = picture;
  const box = (node: PictureNode, kind: string, more = ''): Content => ({
    text: node.className + more,
    kind,
    id: node.id,
  });
  const keyContent: Content =
    key === null ? { text: words.key + times, kind: 'key dead', id: null } : box(key, 'key', times);
  const keyWidth = widthOf(keyContent.text);
  const before = [...(thread === null ? [] : [box(thread, '')]), box(map, '')];
  const contents = [
    ...before,
    box(entry, '', times),
    ...values.map((node, at) => box(node, 'value', at === 0 ? times : '')),
    ...(values.length === 0 ? [{ text: words.noValue, kind: 'empty', id: null }] : []),
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
