import { fingerprintOf } from '../../retention/index.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';
import { type CounterCourse, isBytes } from './counter-rule.js';

/**
 * Growth outside the heap: open files, handles, bytes. Nothing is known of what holds it, so its fingerprint is made of
 * the scenario: what is known of one scenario excuses no other.
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
