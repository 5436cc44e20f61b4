import { fingerprintOf } from '../../retention/index.js';
import type { ExternalPlace } from '../run/heap-history.js';
import { EXTERNAL, externalFindings } from './external-finding.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';
import { type CounterCourse, isBytes } from './counter-rule.js';

/** Returns the findings of growth outside the heap: one for each object that holds the memory, if these are known. */
export function resourceFindings(
  course: CounterCourse,
  external: () => readonly ExternalPlace[],
  scenario: string,
): readonly Finding[] {
  const resource = resourceFinding(course, scenario);
  const owned = course.name === EXTERNAL ? externalFindings(resource.count, external()) : [];
  return owned.length > 0 ? owned : [resource];
}

/**
 * Returns the finding of growth outside the heap: open files, handles, bytes. Its holder is unknown, so its fingerprint
 * contains the scenario: a known leak of one scenario does not excuse another one.
 */
export function resourceFinding({ name, sizes, growth }: CounterCourse, scenario: string): Finding {
  const iterations = (sizes.at(-1)?.iterations ?? 0) - (sizes.at(0)?.iterations ?? 0);
  const count = growth.reduce((sum, one) => sum + one, 0);
  return findingOf({
    fingerprint: fingerprintOf(['resource', scenario, name]),
    className: name,
    kind: 'resource',
    count,
    iterations,
    retainedBytesPerIteration: isBytes(name) ? count / iterations : 0,
    survivors: growth,
  });
}
