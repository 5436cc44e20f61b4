import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkLeaks } from '../../harness/check/index.js';
import { formatVerdict } from '../../harness/render/text/index.js';
import type { CheckOptions, CheckResult } from '../../harness/check/index.js';
import { rejectionOf } from '../support/errors.js';
import { PROJECT } from '../support/project.js';

const LEAKY = join(PROJECT, 'test', 'support', 'scenarios', 'leaky.ts');

const check = (name: string, options: CheckOptions): Promise<CheckResult> =>
  checkLeaks(new URL(`../support/scenarios/${name}.js`, import.meta.url), options);

describe('checkLeaks with allocations', () => {
  for (const { variant, begins } of [
    { variant: 'each', begins: 'each: (index)' },
    { variant: 'strings', begins: 'strings: (index)' },
    { variant: 'closures', begins: 'closures: (index)' },
  ]) {
    it(`names the line of the function that allocates the leaking objects: ${variant}`, async () => {
      const result = await check('leaky', { variant: `${variant}, briefly`, allocations: true });
      const [finding] = result.findings;
      const place = `${LEAKY}:${lineOf(begins)}:`;
      const calls = finding?.allocatedAt.filter(({ functionName }) => functionName === variant) ?? [];
      expect(
        calls.map(({ position }) => position && `${fileURLToPath(position.url)}:${position.line}:`),
      ).to.deep.equal([place]);
      const frames = finding?.witness?.allocationSite?.frames ?? [];
      expect(frames.map(({ functionName }) => functionName)).to.include(variant);
      expect(formatVerdict(result)).to.match(
        new RegExp(`Mostly allocated at:[^]*in ${variant}\\(\\) {2}\\S+leaky\\.ts:${lineOf(begins)}:`),
      );
    });
  }

  it('samples allocations in a process as well as in a thread', async () => {
    const options: CheckOptions = { variant: 'each, briefly', allocations: true, worker: 'process' };
    const { findings } = await check('leaky', options);
    const lines = findings[0]?.allocatedAt.map(({ position }) => position?.line);
    expect(lines).to.include(lineOf('each: (index)'));
  });

  it('reports no allocations by default', async () => {
    const { findings } = await check('leaky', { variant: 'each, briefly' });
    expect(findings).to.have.length(1);
    expect(findings[0]).to.deep.include({ allocatedAt: [] });
    expect(findings[0]?.witness).to.include({ allocationSite: null });
  });

  it('loads the node:inspector module only if allocations are sampled, or if an old V8 needs it for line numbers', async () => {
    const verdicts = await Promise.all(
      [false, true].map(async (allocations) => (await check('sampled', { allocations })).verdict),
    );
    const needsIt = Number.parseInt(process.versions.v8, 10) < 12;
    expect(verdicts).to.deep.equal([needsIt ? 'leak' : 'clean', 'leak']);
  });

  it('takes only true or false for the option allocations', async () => {
    const wrong = { allocations: 'yes' } as unknown as CheckOptions;
    expect(await rejectionOf(check('leaky', wrong))).to.include({ code: 'ERR_USAGE' });
  });
});

function lineOf(text: string): number {
  const lines = readFileSync(LEAKY, 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}
