import { fingerprintOf } from '../../retention/index.js';
import type { Assessment } from './growth-assessment.js';
import { type CounterCourse, isBytes } from './counter-rule.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';

/**
 * Growth other than objects of the heap: collections and, if these explain nothing either, resources.
 *
 * @param objects that grow, and are allowed to: what tells of them is no finding of its own
 */
export function collectionAndResourceFindings(
  { collections, counters }: Assessment,
  objects: readonly Finding[],
): readonly Finding[] {
  const beside = objects.length === 0 ? collections : collections.filter((one) => !one.isFilledWithObjects());
  const findings = beside.flatMap((course) => course.finding());
  return findings.length > 0 ? findings : resourcesBeside(counters, objects);
}

/** The only resource that an object need not tell of: a file may be open by its number alone. */
const FILES = 'file descriptors';

/** Each of the objects may hold one. */
function resourcesBeside(counters: readonly CounterCourse[], objects: readonly Finding[]): Finding[] {
  const resources = counters.map(resourceFinding);
  if (objects.length === 0) return resources;
  const held = objects.reduce((sum, { count }) => sum + count, 0);
  return resources.filter(({ className, count }) => className === FILES && count > held);
}

/** What grows outside of the heap: open files, handles, bytes. */
function resourceFinding({ name, sizes, growth }: CounterCourse): Finding {
  const iterations = (sizes.at(-1)?.iterations ?? 0) - (sizes.at(0)?.iterations ?? 0);
  const count = growth.reduce((sum, one) => sum + one, 0);
  return findingOf({
    fingerprint: fingerprintOf(['resource', name]),
    className: name,
    kind: 'resource',
    count,
    iterations,
    retainedBytesPerIteration: isBytes(name) ? count / iterations : 0,
    survivors: growth,
  });
}
