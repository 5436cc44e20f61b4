import { expect } from 'chai';
import { markedLines } from '../../harness/render/page/case/marked-lines.js';

const CODE = `  async experiment({ variant, start }) {
    // The variant is chosen by the caller.
    const worker = await start();
    const remove = variant === 'cured';
    const port = await worker.call('listen', { remove });
    await worker.call('serve', { port });
    if (variant === 'leaking') {
      expect(heap);
    } else {
      expect(nothing);
    }
    if (variant === 'one') await one();
    else {
      await other();
    }
    await worker.remove();
    await worker.call('end', [...remove]);
  },`;

describe('the marked lines of a case’s code', () => {
  const marked = (code: string): string[] => {
    const lines = markedLines(code, ['leaking', 'cured']);
    return code.split('\n').flatMap((line, index) => (lines.has(index) ? [line.trim()] : []));
  };

  it('are those that name the variant or what is computed from it, and the branches of such a condition', () => {
    expect(marked(CODE)).to.deep.equal([
      `const remove = variant === 'cured';`,
      `const port = await worker.call('listen', { remove });`,
      `if (variant === 'leaking') {`,
      'expect(heap);',
      '} else {',
      'expect(nothing);',
      '}',
      `if (variant === 'one') await one();`,
      'else {',
      'await other();',
      '}',
      `await worker.call('end', [...remove]);`,
    ]);
  });

  it('are the rows of a table by variant, beside the experiment', () => {
    expect(marked('const ways = {\n  leaking: { times: 1 },\n};')).to.deep.equal([]);
    expect(
      marked(`const RUNS = {\n  leaking: { times: 1 },\n  other: { times: 2 },\n};\n  experiment() {`),
    ).to.deep.equal(['leaking: { times: 1 },']);
  });
});
