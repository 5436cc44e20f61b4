import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { goldenPath } from '../../support/golden.js';

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

/** The good trace's states, the last one with a table of another length. */
const withLength = (length: number): unknown[] => [
  ...goodTrace.states.slice(0, 2),
  [7, length, 1, 10, [3, 0, 7]],
];

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

  it('stops at the first table of another length, before the next ones take all memory', () => {
    const growths = Array.from({ length: 3 }, () => ['Z']);
    const trace = {
      ...goodTrace,
      mode: 'internals',
      ops: [...goodTrace.ops, ...growths],
      states: [...goodTrace.states, ...growths.map(() => [null, 16, 1, 10, []])],
    };
    expect(conformance(write('grows.jsonl', JSON.stringify(trace)))).to.deep.equal({
      exitCode: 1,
      lastLine: '1 traces, 6 operations, 1 mismatches',
      errors: '',
    });
  });

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
    'a table of 2^32 slots': [
      JSON.stringify({ ...goodTrace, states: withLength(2 ** 32) }),
      'trace made-by-hand, state 2, length: expected 0 for no map, or a power of two from 16 to 1048576, got 4294967296',
    ],
    'a table that cannot be replayed': [
      JSON.stringify({ ...goodTrace, states: withLength(2 ** 21) }),
      'got 2097152. Record the trace again with fewer keys.',
    ],
    'a length that no table has': [JSON.stringify({ ...goodTrace, states: withLength(24) }), 'got 24.'],
    'a hash code of 33 bits': [
      JSON.stringify({ ...goodTrace, hashBase: 2 ** 32 + 3 }),
      '"hashBase": expected an integer of 32 bits, got 4294967299',
    ],
    'more skipped keys than there are hash codes': [
      JSON.stringify({ ...goodTrace, ops: [['n', 0, 0, 2 ** 40], ['x'], ['x']] }),
      'expected an integer of 32 bits, got 1099511627776',
    ],
    'an unknown kind of key': [
      JSON.stringify({ ...goodTrace, ops: [['n', 0, 4, 0], ['x'], ['x']] }),
      "a key's kind is from 0 to 3, got 4",
    ],
    'an integer that a number cannot hold': [
      JSON.stringify({ ...goodTrace, ops: [['n', 0, 0, 0], ['s', 0, 1e300], ['x']] }),
      'expected an integer, got 1e+300',
    ],
    'lists in lists without end': [
      `{"id":"deep","mode":"plain","ops":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}`,
      'operation 0 […]: unknown operation',
    ],
    'an id of many lines': [JSON.stringify({ ...goodTrace, id: 'a\n'.repeat(100) }), '"id" must be'],
    'a line without end': [
      gzipSync(Buffer.alloc(2 ** 25 + 1, 'x')),
      'bad.jsonl: a line has more than 33554432 characters',
    ],
    'a damaged archive': [gzipSync(JSON.stringify(goodTrace)).subarray(0, 60), 'damaged gzip data'],
  };
  for (const [what, [content, printed]] of Object.entries(bad)) {
    it(`exits with 65 and reports where the data is bad: ${what}`, () => {
      const { exitCode, errors } = conformance(write('bad.jsonl', content));
      expect(errors).to.contain(printed).and.have.length.below(1000);
      expect(exitCode).to.equal(65);
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
