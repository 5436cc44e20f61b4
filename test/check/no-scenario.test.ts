import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';
import type { Scenario } from '../../harness/check/index.js';
import { check, reasonOf } from '../support/check-scenario.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

/** What a check of a module with this text comes to. */
const checkText = (text: string): Promise<unknown> =>
  withTemporaryFolder(async (folder) => {
    const file = join(folder, 'scenario.mjs');
    await writeFile(file, text);
    return rejectionOf(checkLeaks(file));
  });

describe('checkLeaks, given something that is not a scenario', () => {
  const generators: Readonly<Record<string, Scenario>> = {
    iteration: { *iteration() {} },
    setup: { iteration: () => null, async *setup() {} },
    teardown: { iteration: () => null, *teardown() {} },
  };
  for (const [name, scenario] of Object.entries(generators)) {
    it(`rejects a generator function as ${name}, because its body would never run`, async () => {
      const error = expectHeapwitnessError(
        await rejectionOf(checkLeaks(scenario)),
        'ERR_SCENARIO_DEFINITION',
      );
      expect(error.message)
        .to.contain(`its ${name} is a generator function`)
        .and.to.contain('async function');
    });
  }

  it('rejects a generator function in a module, too', async () => {
    for (const star of ['function*', 'async function*']) {
      const error = await checkText(`export ${star} iteration() {}`);
      expectHeapwitnessError(error, 'ERR_SCENARIO_DEFINITION');
    }
  });

  for (const name of ['setup', 'iteration']) {
    it(`rejects a scenario whose ${name} returns a generator`, async () => {
      const error = await rejectionOf(check('no-scenario', { variant: name }));
      expect(expectHeapwitnessError(error, 'ERR_SCENARIO_DEFINITION').message).to.contain(
        `its ${name} returns a generator`,
      );
    });
  }

  it('rejects options that are not plain data, and names the option', async () => {
    const wrong: Readonly<Record<string, string>> = {
      'allowGrowth: () => 1': 'option allowGrowth is a function',
      'iterations: 5n': 'option iterations cannot be read',
      'timeoutMs: Infinity': 'option timeoutMs is Infinity',
      'get cycles() { throw new Error("no cycles"); }': 'option cycles cannot be read: no cycles',
      'get allowGrowth() { const all = []; all.push(all); return all; }': 'option allowGrowth cannot be read',
    };
    for (const [option, says] of Object.entries(wrong)) {
      const error = await checkText(`export const options = { ${option} };\nexport function iteration() {}`);
      expect(expectHeapwitnessError(error, 'ERR_SCENARIO_DEFINITION').message, option).to.contain(says);
    }
    const error = await checkText('export function options() {}\nexport function iteration() {}');
    expect(expectHeapwitnessError(error, 'ERR_SCENARIO_DEFINITION').message).to.contain(
      'options is a function',
    );
  });

  it('does not mistake an error thrown by a scenario for its own, in a module or in this process', async () => {
    const thrown = await check('no-scenario', { variant: 'own error' });
    expect(reasonOf(thrown)).to.equal('scenario-threw');
    const { HeapwitnessError } = await import('heapwitness');
    const iteration = (): never => {
      throw new HeapwitnessError('ERR_SCENARIO_DEFINITION', 'of another check');
    };
    expect(reasonOf(await checkLeaks(iteration))).to.equal('scenario-threw');
  });

  it('truncates a long error, and says so', async () => {
    const result = await check('no-scenario', { variant: 'long error' });
    expect(JSON.stringify(result))
      .to.have.length.below(50_000)
      .and.to.contain('cut here: 50000000 characters');
  });
});

describe('checkLeaks, of a scenario that replaces built-ins', () => {
  for (const [variant, codes] of Object.entries({
    'Object.hasOwn': ['leak'],
    'Number.isInteger': ['leak'],
    WeakRef: ['leak'],
    gc: ['gc-not-settled'],
    'Promise.prototype.then': ['scenario-threw', 'leak'],
    'Array.prototype.map': ['scenario-threw', 'leak'],
  })) {
    it(`is correct, or inconclusive with the reason (${variant})`, async () => {
      const worker = variant === 'WeakRef' ? 'process' : 'thread';
      const result = await check('replaces', { variant, worker, iterations: 53, cycles: 2 });
      expect(reasonOf(result)).to.be.oneOf(codes);
    });
  }
});
