import type { VNode } from 'preact';
import { placeOf } from '../../model/finding-facts.js';
import type { SourcePosition } from '../../../retention/index.js';

/** A place in source code: `src/session.js:12:3`. */
export function SourceLocation({ position }: { position: SourcePosition | null }): VNode | null {
  const place = placeOf(position);
  return place === null ? null : <code class="position">{place}</code>;
}
