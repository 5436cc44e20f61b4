import { fingerprintOf } from '../../retention/index.js';
import type { NamedChange } from '../result/balance.js';
import { findingOf } from '../result/finding.js';
import type { Finding } from '../result/verdict.js';
import type { CounterCourse } from './counter-rule.js';
import { sum } from './growth-rule.js';

/** The counter of processes that the scenario and its descendants have started. */
export const PROCESSES = 'child processes';
/** The class of the objects by which a program knows the processes that it has started itself. */
const OBJECTS = 'ChildProcess';
/** Minimum share of the growth that a command has for a finding of its own. */
const LEAST_SHARE = 0.2;

/** Returns a finding for each command of which more processes are left running, most first. */
export function processFindings(
  { sizes, growth }: CounterCourse,
  processes: readonly NamedChange[],
  scenario: string,
): Finding[] {
  const iterations = (sizes.at(-1)?.iterations ?? 0) - (sizes.at(0)?.iterations ?? 0);
  const grown = processes.filter(({ first, last }) => last - first >= LEAST_SHARE * sum(growth));
  return grown.map(({ name, first, last }) =>
    findingOf({
      fingerprint: fingerprintOf(['resource', scenario, PROCESSES, name]),
      className: PROCESSES,
      kind: 'resource',
      count: last - first,
      iterations,
      command: name,
    }),
  );
}

/** Whether a finding is of the objects by which a program knows the processes that it has started and that still run. */
export function isOfProcesses({ className, within }: Pick<Finding, 'className' | 'within'>): boolean {
  return className === OBJECTS && within === null;
}

/** Adds the command line to the findings of processes that a program has started itself. */
export function withCommands(
  findings: readonly Finding[],
  processes: () => readonly NamedChange[],
): readonly Finding[] {
  return findings.map((finding) => {
    if (!isOfProcesses(finding)) return finding;
    const grown = processes().find(({ first, last }) => last > first);
    return { ...finding, command: grown?.name ?? null };
  });
}
