import type { ClassInquiry } from '../../../heap/graph/index.js';
import { formatRetainingPath } from '../../../heap/graph/index.js';
import { formatBytes, formatCount } from '../../../core/quantities.js';
import { visibleLines, visibleText } from '../../../core/escape-control-characters.js';

const MOST_WAYS = 3;

/** Formats one class: its sizes, and the ways in which its instances are retained, each with an example. */
export function formatInquiry(inquiry: ClassInquiry, title: (text: string) => string): string {
  const { name, count, shallowBytes, retainedBytes, held } = inquiry;
  const heading = `${title(visibleText(name))}: ${formatCount(count)} ${count === 1 ? 'instance' : 'instances'}, ${formatBytes(shallowBytes)} shallow, ${formatBytes(retainedBytes)} retained`;
  const shown = held.ways.slice(0, MOST_WAYS);
  const blocks = shown.map(({ count: alike, example }) => {
    const all = held.examined === count ? '' : ' examined';
    const path = visibleLines(formatRetainingPath(example));
    return `${formatCount(alike)} of ${formatCount(held.examined)}${all} retained like this:\n${path}`;
  });
  return [heading, ...blocks, ...restOf(inquiry, shown.length)].join('\n\n');
}

function restOf({ held }: ClassInquiry, shown: number): string[] {
  const other = held.ways.length - shown;
  return [
    ...(other > 0 ? [`${formatCount(other)} other groups of retaining paths are not shown.`] : []),
    ...(held.unreachable > 0 ? [`${formatCount(held.unreachable)} instances are not retained.`] : []),
  ];
}
