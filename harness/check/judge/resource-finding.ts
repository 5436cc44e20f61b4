import { fingerprintOf } from '../../retention/index.js';
import type { ExternalPlace } from '../run/heap-history.js';
import { EXTERNAL, externalFindings } from './external-finding.js';
import { findingOf } from '../result/finding.js';
import type { NamedChange } from '../result/balance.js';
import { PROCESSES, processFindings } from './process-findings.js';
import { FILES, fileFindings, type SeenFiles } from './file-findings.js';
import type { Finding } from '../result/verdict.js';
import { type CounterCourse, isBytes } from './counter-rule.js';

/** Where resources have grown. */
export interface ResourceOwners {
  /** Returns where memory outside of the heap has grown. */
  readonly external: () => readonly ExternalPlace[];
  /** Returns which files are open; `null` if that is not known. */
  readonly files: () => SeenFiles | null;
  /** Returns how many processes of the program there were at the first and at the last look, by command line. */
  readonly processes: () => readonly NamedChange[];
}

/** Returns the findings of growth outside the heap: one for each object that holds memory and each file, if known. */
export function resourceFindings(
  course: CounterCourse,
  owners: ResourceOwners,
  scenario: string,
): readonly Finding[] {
  const resource = resourceFinding(course, scenario);
  const owned = ownedFindings(course, resource.count, owners, scenario);
  return owned.length > 0 ? owned : [resource];
}

function ownedFindings(
  course: CounterCourse,
  count: number,
  { external, files, processes }: ResourceOwners,
  scenario: string,
): Finding[] {
  if (course.name === EXTERNAL) return externalFindings(count, external());
  if (course.name === PROCESSES) return processFindings(course, processes(), scenario);
  if (course.name !== FILES) return [];
  const seen = files();
  return seen === null ? [] : fileFindings(course, seen, scenario);
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
