import type { VNode } from 'preact';
import { isEmptied } from '../figures/entry-state.js';
import { ObservedPicture } from '../figures/observed-picture.js';
import { ReferencePicture } from '../figures/reference-picture.js';
import type { Texts } from '../texts/texts.js';
import type { Counts } from '../../../workshop/index.js';
import type { ShownLook } from '../../model/shown-look.js';

interface Props {
  readonly looks: readonly ShownLook[];
  /** The sums over these looks. */
  readonly counts: Counts;
  readonly texts: Texts;
}

/** Pictures of the entries that some looks have seen, one for each kind; of an empty slot, if nothing is left. */
export function Pictures({ looks, counts, texts }: Props): VNode {
  if (
    isEmptied(
      counts,
      looks.flatMap(({ tables }) => tables),
    )
  )
    return <ReferencePicture state="removed" texts={texts} />;
  return (
    <>
      {looks.flatMap(({ pictures }, look) =>
        pictures.map((picture, at) => (
          <ObservedPicture key={`${look} ${at}`} picture={picture} texts={texts} />
        )),
      )}
    </>
  );
}
