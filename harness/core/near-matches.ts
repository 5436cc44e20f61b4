import { distance } from 'fastest-levenshtein';

/**
 * The candidates that look most like `name`, best first: what the person probably meant.
 *
 * @param limit how many at most
 */
export function nearMatches(name: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase();
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, steps }) =>
        steps <= Math.max(2, Math.floor(Math.max(wanted.length, candidate.length) / 2)),
    )
    .sort((a, b) => a.steps - b.steps || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
