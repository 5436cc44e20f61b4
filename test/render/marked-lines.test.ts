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
  const marked = (code: string, received: readonly string[] = []): string[] => {
    const { lines } = markedLines(code, ['leaking', 'cured'], received);
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

  it('are those of the worker that use what the case passes to it', () => {
    const { passed } = markedLines(
      `${CODE}\n  await worker.call('serve', {\n    keep: variant === 'leaking',\n    size: 2,\n  });`,
      ['leaking', 'cured'],
    );
    expect(passed).to.deep.equal(['remove', 'keep']);
    const worker = `export function serve({ keep }) {
  const holder = holders[keep];
  holder.release();
  other.keep();
  log('keep calm');
  return { size: 2 };
}`;
    expect(marked(worker, passed)).to.deep.equal([
      'export function serve({ keep }) {',
      'const holder = holders[keep];',
      'holder.release();',
    ]);
  });

  it('are the rows of a table by variant, beside the experiment', () => {
    expect(marked('const ways = {\n  leaking: { times: 1 },\n};')).to.deep.equal([]);
    expect(
      marked(`const RUNS = {\n  leaking: { times: 1 },\n  other: { times: 2 },\n};\n  experiment() {`),
    ).to.deep.equal(['leaking: { times: 1 },']);
  });
});
