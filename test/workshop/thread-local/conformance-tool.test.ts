import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { goldenPath } from './support/golden.js';

const main = fileURLToPath(new URL('../../conformance/main.js', import.meta.url));

const goodTrace = {
  id: 'made-by-hand',
  mode: 'plain',
  hashBase: 3,
  hashes: [3],
  ops: [
    ['n', 0, 0, 0],
    ['s', 0, 7],
    ['g', 0],
  ],
  states: [
    [null, 0, 0, 0, []],
    [null, 16, 1, 10, [3, 0, 7]],
    [7, 16, 1, 10, []],
  ],
};

describe('npm run conformance', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Writes a file into the test's folder and answers its path. */
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('replays a file and a folder, with a summary in its last line', () => {
    expect(conformance(goldenPath('internals.jsonl.gz'))).to.deep.equal({
      exitCode: 0,
      lastLine: '10 traces, 1073 operations, 0 mismatches',
      errors: '',
    });
    write('one.jsonl', `${JSON.stringify(goodTrace)}\r\n\n`);
    write('two.jsonl.gz', gzipSync(JSON.stringify(goodTrace)));
    write('notes.txt', 'not a recording');
    expect(conformance(folder).lastLine).to.equal('2 traces, 6 operations, 0 mismatches');
  });

  const wrong: Readonly<Record<string, readonly [change: object, printed: string]>> = {
    result: [
      { states: [...goodTrace.states.slice(0, 2), [8, 16, 1, 10, []]] },
      'after operation 2 ["g",0], at result',
    ],
    length: [{ states: [...goodTrace.states.slice(0, 2), [7, 32, 1, 10, [3, 0, 7]]] }, 'at length'],
    size: [{ states: [...goodTrace.states.slice(0, 2), [7, 16, 2, 10, []]] }, 'at size'],
    threshold: [{ states: [...goodTrace.states.slice(0, 2), [7, 16, 1, 9, []]] }, 'at threshold'],
    'a slot': [{ states: [...goodTrace.states.slice(0, 2), [7, 16, 1, 10, [4, 0, 7]]] }, 'at slot 4'],
    'a hash code': [{ hashes: [4] }, 'after operation 0 ["n",0,0,0], at hash code'],
    'a checksum': [{ fnv: [4004328188, 1, 2] }, 'after operation 1 ["s",0,7], at fnv'],
  };
  for (const [what, [change, printed]] of Object.entries(wrong)) {
    it(`names the first mismatch and exits with 1: ${what}`, () => {
      const { exitCode, output } = run(write('wrong.jsonl', JSON.stringify({ ...goodTrace, ...change })));
      expect(exitCode).to.equal(1);
      expect(output)
        .to.contain('First mismatch: trace made-by-hand')
        .and.to.contain(printed)
        .and.to.contain('expected');
      expect(output.trimEnd()).to.match(/\n1 traces, 3 operations, [12] mismatches$/);
    });
  }

  it('exits with 64 and prints its usage without an argument, or with an unknown option', () => {
    expect(conformance()).to.deep.include({ exitCode: 64, lastLine: '' });
    expect(conformance().errors).to.contain('Name at least one file or folder').and.to.contain('Usage:');
    expect(conformance('--fast').errors).to.contain('Unknown option --fast');
  });

  it('exits with 66 if the file does not exist', () => {
    const { exitCode, errors } = conformance(join(folder, 'none.jsonl'));
    expect(exitCode).to.equal(66);
    expect(errors).to.contain('none.jsonl').and.to.contain('no such file');
  });

  const bad: Readonly<Record<string, readonly [content: string | Buffer, printed: string]>> = {
    'no JSON': [`${JSON.stringify(goodTrace)}\n{"id":`, 'bad.jsonl:2: not valid JSON'],
    'no trace': ['[]', 'must be a JSON object'],
    'an empty file': ['\n', 'no traces found'],
    'an unknown mode': [JSON.stringify({ ...goodTrace, mode: 'odd' }), '"mode" must be plain'],
    'an unknown operation': [
      JSON.stringify({ ...goodTrace, ops: [['q'], ['x'], ['x']] }),
      'operation 0 ["q"]: unknown',
    ],
    'a key that is not there': [
      JSON.stringify({ ...goodTrace, ops: [['g', 0], ['x'], ['x']] }),
      'there is no key 0 yet',
    ],
    'a state too few': [
      JSON.stringify({ ...goodTrace, states: goodTrace.states.slice(1) }),
      'expected 3 states, got 2',
    ],
    'a damaged archive': [gzipSync(JSON.stringify(goodTrace)).subarray(0, 60), 'damaged gzip data'],
  };
  for (const [what, [content, printed]] of Object.entries(bad)) {
    it(`exits with 65 and reports where the data is bad: ${what}`, () => {
      const { exitCode, errors } = conformance(write('bad.jsonl', content));
      expect(exitCode).to.equal(65);
      expect(errors).to.contain(printed);
    });
  }

  it('exits with 65 for a folder without recordings', () => {
    const { exitCode, errors } = conformance(folder);
    expect(exitCode).to.equal(65);
    expect(errors).to.contain('No traces found');
  });
});

function conformance(...args: readonly string[]): {
  exitCode: number | null;
  lastLine: string;
  errors: string;
} {
  const { exitCode, output, errors } = run(...args);
  return { exitCode, lastLine: output.trimEnd().split('\n').at(-1) ?? '', errors };
}

function run(...args: readonly string[]): { exitCode: number | null; output: string; errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  return { exitCode: status, output: stdout, errors: stderr };
}
