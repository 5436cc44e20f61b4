import type { VNode } from 'preact';
import type { PlaceModel } from '../verdict-model.js';

/** A place in source code, short, with its whole address for whoever points at it. */
export function Place({ place }: { place: PlaceModel | null }): VNode | null {
  if (place === null) return null;
  return (
    <code class="position" title={place.full}>
      {place.text}
    </code>
  );
}
