import type { Assessment } from './growth-assessment.js';
import { resourceFinding } from './resource-finding.js';
import type { Finding } from '../result/verdict.js';

/**
 * Growth other than objects of the heap: collections and, if these explain nothing either, resources.
 *
 * @param objects that grow, and are allowed to: what tells of them is no finding of its own
 * @param scenario its name
 */
export function collectionAndResourceFindings(
  { collections, counters }: Assessment,
  objects: readonly Finding[],
  scenario: string,
): readonly Finding[] {
  const beside = objects.length === 0 ? collections : collections.filter((one) => !one.isFilledWithObjects());
  const findings = beside.flatMap((course) => course.finding());
  return findings.length > 0
    ? findings
    : resourcesBeside(
        counters.map((one) => resourceFinding(one, scenario)),
        objects,
      );
}

/** The only resource that an object need not tell of: a file may be open by its number alone. */
const FILES = 'file descriptors';

/** Each of the objects may hold one. */
function resourcesBeside(resources: readonly Finding[], objects: readonly Finding[]): readonly Finding[] {
  if (objects.length === 0) return resources;
  const held = objects.reduce((sum, { count }) => sum + count, 0);
  return resources.filter(({ className, count }) => className === FILES && count > held);
}
