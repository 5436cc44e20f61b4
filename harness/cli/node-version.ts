/** First supported version of each release line, as in `engines` of package.json. */
const FIRST: readonly (readonly [major: number, minor: number])[] = [
  [20, 19],
  [22, 12],
];

/**
 * Returns an error message if a version of Node is too old; `null` if it is supported.
 *
 * @param version for example `20.19.0`
 */
export function nodeTooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const newest = FIRST.at(-1)?.[0] ?? 0;
  const line = FIRST.find(([known]) => known === major);
  const enough = line === undefined ? major > newest : minor >= line[1];
  if (enough) return null;
  const needed = FIRST.map(([known, first]) => `${known}.${first}`).join(' or ');
  return `heapwitness needs Node ${needed} or newer, but this is ${version}. Install a newer Node and run the command again.`;
}
