import type { VNode } from 'preact';

/** A place in source code: `src/session.js:12:3`. */
export function Place({ place }: { place: string | null }): VNode | null {
  return place === null ? null : <code class="position">{place}</code>;
}
