import { join } from 'node:path';
import { expect } from 'chai';
import { discoverCases, runCase } from '../../harness/workshop/index.js';
import type { RunCaseOptions, VariantResult } from '../../harness/workshop/index.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { withWrittenCases, type WrittenCase } from '../support/written-cases.js';

/** Returns the message with which cases are refused. */
function refusal(cases: readonly WrittenCase[], loadMs?: number): Promise<string> {
  return withWrittenCases(cases, async (folder) => {
    const options = loadMs === undefined ? {} : { loadMs };
    const error = await rejectionOf(discoverCases(folder, options));
    return expectHeapwitnessError(error, 'ERR_CASE_DEFINITION').message;
  });
}

/** Runs the only variant of a case. */
function runOnly(
  one: Omit<WrittenCase, 'id'>,
  options: Omit<RunCaseOptions, 'snapshotFolder'> = {},
): Promise<VariantResult> {
  return withWrittenCases([{ id: 'a-case', ...one }], async (folder) => {
    const [found] = await discoverCases(folder);
    if (found === undefined) throw new Error('The case was not found.');
    const snapshotFolder = join(folder, 'snapshots');
    const { variants } = await runCase(found, { snapshotFolder, ...options });
    const [variant] = variants;
    if (variant === undefined) throw new Error('The case has no variant.');
    return variant;
  });
}

describe('a module of a case', () => {
  const GOOD: WrittenCase = { id: 'good' };

  for (const [what, head] of Object.entries({
    'that ends the process': 'process.exit(0);',
    'that ends the process with an error': 'process.exit(3);',
    'that kills the process': "process.kill(process.pid, 'SIGKILL');",
  }))
    it(`${what} is refused by name; the process that loads it goes on`, async () => {
      const message = await refusal([GOOD, { id: 'hostile', head }, { id: 'zoo' }]);
      expect(message).to.match(/^Case hostile cannot be used: .* ended the process while loading/);
    });

  for (const [what, head] of Object.entries({
    'that never finishes loading': 'setInterval(() => {}, 1000); await new Promise(() => {});',
    'that loops while it is loaded': 'for (;;);',
  }))
    it(`${what} is refused by name, after a time limit`, async () => {
      const message = await refusal([GOOD, { id: 'hostile', head }], 2000);
      expect(message).to.match(/^Case hostile cannot be used: its module did not load within 2 s/);
    });

  it('that waits for something that never comes is refused, although nothing keeps the process alive', async () => {
    const message = await refusal([{ id: 'hostile', head: 'await new Promise(() => {});' }], 2000);
    expect(message).to.include('Case hostile cannot be used');
  });

  it('may end the process later: its definition has been read by then', async () => {
    const head = 'setTimeout(() => process.exit(0), 10_000);';
    const ids = await withWrittenCases([GOOD, { id: 'hostile', head }], async (folder) =>
      (await discoverCases(folder)).map(({ definition }) => definition.id),
    );
    expect(ids).to.deep.equal(['good', 'hostile']);
  });

  for (const [what, fields] of Object.entries({
    'a title that is a BigInt': 'title: 5n',
    'a getter that throws': "get chapter() { throw new Error('no chapter'); }",
    'a stated fact that JSON cannot represent':
      "variants: { one: { title: 'one', role: 'other', stated: null, facts: { when: new Date() } } }",
    'an experiment that is none': 'experiment: 7',
  }))
    it(`with ${what} is refused by name`, async () => {
      expect(await refusal([{ id: 'hostile', fields }])).to.match(/^Case hostile/);
    });

  it('is not waited for if the signal aborts', async () => {
    const abort = AbortSignal.timeout(300);
    const rejected = await withWrittenCases([{ id: 'hostile', head: 'for (;;);' }], (folder) =>
      rejectionOf(discoverCases(folder, { signal: abort })),
    );
    expect(rejected).to.have.property('name', 'TimeoutError');
  });
});

describe('an experiment', () => {
  for (const [what, experiment] of Object.entries({
    'waits for ever': 'setInterval(() => {}, 1000); await new Promise(() => {});',
    loops: 'for (;;);',
    'stops its process': "process.kill(process.pid, 'SIGSTOP'); await new Promise(() => {});",
  }))
    it(`that ${what} has failed after the time limit`, async () => {
      const { outcome, error } = await runOnly({ experiment }, { timeoutMs: 2000 });
      expect(outcome).to.equal('failed');
      expect(error?.message).to.include('did not end within 2 s').and.include('--timeout');
    });

  it('whose process does not end after its result is not waited for', async () => {
    const experiment = "lab.fact('ran', true); process.on('exit', () => { for (;;); });";
    expect((await runOnly({ experiment })).outcome).to.equal('as-stated');
  });

  for (const value of ['5', "new Error('x')", 'undefined', '{}'])
    it(`has failed if it remarks ${value}`, async () => {
      const { outcome, error } = await runOnly({ experiment: `lab.remark(${value});` });
      expect(outcome).to.equal('failed');
      expect(error?.message).to.match(/^A remark cannot be .*Use a string\.$/);
    });

  for (const value of ['NaN', 'new Map()', 'new Date(0)', '5n', 'undefined', '[1, Infinity]'])
    it(`has failed if it records ${value} as a fact`, async () => {
      const { outcome, error, differences } = await runOnly({ experiment: `lab.fact('ran', ${value});` });
      expect(outcome).to.equal('failed');
      expect(error?.message).to.match(/^The fact "ran" cannot be .*Use a value that JSON can represent\.$/);
      expect(differences).to.deep.equal(['ran: stated true, not recorded']);
    });

  it('records 0 for -0, as JSON does', async () => {
    const fields = "variants: { one: { title: 'one', role: 'other', stated: null, facts: { zero: -0 } } }";
    const { outcome, facts } = await runOnly({ fields, experiment: "lab.fact('zero', 0);" });
    expect(outcome).to.equal('as-stated');
    expect(Object.is(facts[0]?.stated, 0)).to.equal(true);
  });

  it('says which facts were recorded and not stated', async () => {
    const experiment = "lab.fact('ran', true); lab.fact('more', [1]);";
    const { outcome, differences } = await runOnly({ experiment });
    expect(outcome).to.equal('not-as-stated');
    expect(differences).to.deep.equal(['more: not stated, observed [1]']);
  });
});
