import { expect } from 'chai';
import { exitCodeOf } from '../../harness/cli/exit-codes.js';
import type { HeapwitnessErrorCode } from '../../harness/core/errors.js';

describe('exitCodeOf()', () => {
  it('distinguishes usage errors, bad data, inconclusive results and internal errors', () => {
    const codes = (['ERR_USAGE', 'ERR_KNOWN_LEAKS', 'ERR_FILE_NOT_FOUND', 'ERR_INCONCLUSIVE'] as const).map(
      exitCodeOf,
    );
    expect(codes).to.deep.equal([64, 65, 66, 2]);
    expect((['ERR_OUTPUT', 'ERR_INTERNAL', 'ERR_WORKER_CRASHED'] as const).map(exitCodeOf)).to.deep.equal([
      74, 70, 70,
    ]);
  });

  it('is never 0 or undefined for an error code of another version of the package', () => {
    for (const code of ['ERR_OF_TOMORROW', 'toString', '__proto__'])
      expect(exitCodeOf(code as HeapwitnessErrorCode)).to.equal(70);
  });
});
