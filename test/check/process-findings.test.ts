import { expect } from 'chai';
import { isOfProcesses, processFindings, withCommands } from '../../harness/check/judge/process-findings.js';
import { findingOf } from '../../harness/check/result/finding.js';

describe('findings of processes that are left running', () => {
  const course = (grown: number) => ({
    name: 'child processes',
    sizes: [
      { iterations: 0, count: 2 },
      { iterations: 100, count: 2 + grown },
    ],
    growth: [grown],
  });
  const objects = (className: string, within: string | null = null) =>
    findingOf({ fingerprint: 'a', className, kind: 'object', count: 10, iterations: 100, within });

  it('name each command of which there are more, with a fingerprint of its own', () => {
    const processes = [
      { name: 'sleep 1000', first: 0, last: 30 },
      { name: 'git gc', first: 2, last: 12 },
      { name: 'sh', first: 1, last: 2 },
    ];
    const findings = processFindings(course(41), processes, 'scenario.js');
    expect(
      findings.map(({ command, count, perIteration }) => ({ command, count, perIteration })),
    ).to.deep.equal([
      { command: 'sleep 1000', count: 30, perIteration: 0.3 },
      { command: 'git gc', count: 10, perIteration: 0.1 },
    ]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).to.equal(2);
  });

  it('are none if each command is another one, so that the number alone is reported', () => {
    const processes = Array.from({ length: 20 }, (_, at) => ({ name: `job ${at}`, first: 0, last: 1 }));
    expect(processFindings(course(40), processes, 'scenario.js')).to.deep.equal([]);
  });

  it('give the command to the finding of the objects of running processes, and to no other one', () => {
    const processes = () => [{ name: 'sleep 1000', first: 0, last: 30 }];
    const found = [objects('ChildProcess'), objects('ChildProcess', 'b'), objects('Session')];
    expect(withCommands(found, processes).map(({ command }) => command)).to.deep.equal([
      'sleep 1000',
      null,
      null,
    ]);
    expect(found.map(isOfProcesses)).to.deep.equal([true, false, false]);
    expect(withCommands(found, () => [])[0]?.command).to.equal(null);
  });
});
