import type { Assessment } from './growth-assessment.js';
import { FILES } from './file-findings.js';
import { isOfProcesses, PROCESSES } from './process-findings.js';
import { resourceFindings } from './resource-finding.js';
import type { Finding } from '../result/verdict.js';

/** Returns the findings of processes that are left running, unless they are objects' findings. */
export function leftProcesses(
  assessment: Assessment,
  objects: readonly Finding[],
  scenario: string,
): readonly Finding[] {
  return objects.some(isOfProcesses)
    ? []
    : grownResources(assessment, scenario, (name) => name === PROCESSES);
}

/**
 * Returns the findings of growth other than objects of the heap and processes: collections and, if there are none, resources.
 *
 * @param objects findings that are excused: growth that they explain is not a finding of its own
 * @param scenario name of the scenario
 */
export function collectionAndResourceFindings(
  assessment: Assessment,
  objects: readonly Finding[],
  scenario: string,
): readonly Finding[] {
  const { collections } = assessment;
  const beside = objects.length === 0 ? collections : collections.filter((one) => !one.isFilledWithObjects());
  const findings = beside.flatMap((course) => course.finding());
  return findings.length > 0
    ? findings
    : resourcesBeside(
        grownResources(assessment, scenario, (name) => name !== PROCESSES),
        objects,
      );
}

function grownResources(
  { counters, owners }: Assessment,
  scenario: string,
  isWanted: (name: string) => boolean,
): readonly Finding[] {
  return counters
    .filter(({ name }) => isWanted(name))
    .flatMap((one) => resourceFindings(one, owners, scenario));
}

/**
 * Returns the resources that the objects do not explain, if each object may hold one. Files are the only ones that can
 * grow without an object: one may be open by its descriptor alone.
 */
function resourcesBeside(resources: readonly Finding[], objects: readonly Finding[]): readonly Finding[] {
  if (objects.length === 0) return resources;
  const held = objects.reduce((sum, { count }) => sum + count, 0);
  return resources.filter(({ className, count }) => className === FILES && count > held);
}
