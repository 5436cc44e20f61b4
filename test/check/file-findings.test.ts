import { resolve } from 'node:path';
import { expect } from 'chai';
import { fileFindings } from '../../harness/check/judge/file-findings.js';
import type { OpenedFile, OpenFile } from '../../harness/isolates/agent/index.js';

describe('findings of open files', () => {
  const file = (name: string, kind: OpenFile['kind'] = 'file'): OpenFile => ({
    descriptor: 3,
    kind,
    name,
    access: 'reading',
  });
  const times = (count: number, name: (at: number) => string): OpenFile[] =>
    Array.from({ length: count }, (_, at) => file(name(at)));
  const course = (grown: number) => ({
    name: 'file descriptors',
    sizes: [
      { iterations: 0, count: 0 },
      { iterations: 100, count: grown },
    ],
    growth: [grown],
  });
  const found = (last: readonly OpenFile[], grown: number, first: readonly OpenFile[] = []) =>
    fileFindings(course(grown), { first, last, opened: [] }, 'scenario.js').map(
      ({ openFile, count, fingerprint }) => ({ name: openFile?.name, count, fingerprint }),
    );

  it('name each file that is open more often than before, with a fingerprint of its own', () => {
    const before = times(5, () => '/etc/hosts');
    const findings = found(
      [...times(60, () => '/etc/hosts'), ...times(30, () => '/etc/fstab'), file('/etc/group')],
      86,
      before,
    );
    expect(findings.map(({ name, count }) => ({ name, count }))).to.deep.equal([
      { name: '/etc/hosts', count: 55 },
      { name: '/etc/fstab', count: 30 },
    ]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).to.equal(2);
  });

  it('name the folder of files that have a new name each time', () => {
    const [finding, ...others] = found(
      times(100, (at) => `/tmp/upload-${at}.bin`),
      100,
    );
    expect(others).to.deep.equal([]);
    expect(finding).to.include({ name: '/tmp/*', count: 100 });
  });

  it('have the calls that opened most of them, but not those of a descriptor that was closed and used again', () => {
    const openedBy = (functionName: string, descriptor: number, name: string): OpenedFile => ({
      descriptor,
      name,
      calls: [{ functionName, url: `/app/${functionName}.js`, line: 3, column: 5 }],
    });
    const last = [7, 8, 9, 10].map((descriptor) => ({ ...file('/etc/hosts'), descriptor }));
    const [finding] = fileFindings(
      course(4),
      {
        first: [],
        last,
        opened: [
          ...[8, 9, 10].map((descriptor) => openedBy('other', descriptor, 'fstab')),
          openedBy('load', 7, 'hosts'),
        ],
      },
      'scenario.js',
    );
    const [frame, ...others] = finding?.allocatedAt ?? [];
    expect(others).to.deep.equal([]);
    expect(frame).to.deep.equal({
      functionName: 'load',
      position: { url: '/app/load.js', line: 3, column: 5 },
    });
  });

  it('are none if the names do not explain most of the growth', () => {
    expect(
      found(
        times(40, () => '/etc/hosts'),
        100,
      ),
    ).to.deep.equal([]);
    expect(
      found(
        times(100, (at) => `/data/${at}/file`),
        100,
      ),
    ).to.deep.equal([]);
  });

  it('have the same fingerprint wherever the project is', () => {
    const [here] = found(
      times(100, () => resolve('data/orders.db')),
      100,
    );
    const folder = process.cwd();
    process.chdir('/');
    try {
      const [there] = found(
        times(100, () => resolve('data/orders.db')),
        100,
      );
      expect(there?.fingerprint).to.equal(here?.fingerprint);
    } finally {
      process.chdir(folder);
    }
  });
});
