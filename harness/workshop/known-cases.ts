import { HeapwitnessError } from '../core/errors.js';
import { nearMatches } from '../core/near-matches.js';

/** @throws {HeapwitnessError} `ERR_UNKNOWN_CASE`, with near matches, when one of the ids is not a known one */
export function requireKnown(ids: readonly string[], known: readonly string[]): void {
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  const near = nearMatches(unknown, known);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Available: ${known.join(', ')}.`;
  throw new HeapwitnessError('ERR_UNKNOWN_CASE', `Unknown case ${JSON.stringify(unknown)}. ${hint}`);
}
