import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defineCase } from 'heapwitness/workshop';

const program = fileURLToPath(new URL('./worker.js', import.meta.url));

export default defineCase({
  id: 'hello',
  chapter: 0,
  position: 1,
  title: 'Thirty lines of plain Node',
  claim:
    'An entry that holds its key weakly and its value strongly loses the key to the collector, and keeps the value.',
  source: {
    file: '002_4454706f84c15c99.txt',
    quote: '当 key 被回收后，Entry 变成 (null, value)，value 无法被访问却也无法被回收——这就是内存泄漏。',
    translation:
      'When the key has been collected, the Entry has become (null, value); the value cannot be reached and cannot be collected: that is the memory leak.',
    outcome: 'holds',
    backedBy: ['D2', 'D3'],
  },
  why: 'The table refers to the entry, and the entry to the value: strong references all the way. To the key there is only a WeakRef. This program contains no code of this project; run it by itself.',
  inShort: {
    stays: 'the value, as long as the table holds its entry: here, until the program ends',
    cure: 'take the entry out of the table',
    bound: 'no: each entry that is not taken out keeps one value; here there is one entry',
    collections:
      'no: table, entry and value are a chain of strong references; a collection takes only the key',
    calls: 'this program has none that takes an entry out: set() only adds one',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: [],
  cycles: 1,
  variants: {
    leaking: {
      title: 'as it is',
      role: 'leaking',
      stated: null,
      facts: { 'it prints': ['key:   gone', "value: { user: 'Ann' }"] },
    },
  },

  async experiment({ fact }) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program]);
    fact('it prints', stdout.trim().split('\n'));
  },
});
