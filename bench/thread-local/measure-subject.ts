/**
 * Measures one subject in this process, `measure-subject <name>`. For each line of stdin, such as `get 10`, it runs that
 * operation on so many keys for a moment and writes a line with nanoseconds per operation; `NaN` for one that it lacks.
 */
import { readSync, writeSync } from 'node:fs';
import { type Loop, OPERATIONS, SUBJECTS } from './subjects.js';

const WARM_UP_BLOCKS = 8;
const BLOCKS = 3;
const BLOCK_OPERATIONS = 100_000;
const [STDIN, STDOUT] = [0, 1];

const subject = SUBJECTS[process.argv[2] ?? ''];
if (subject === undefined) throw new Error(`no subject "${process.argv[2]}"`);
await subject.surround(async () => {
  let column = '';
  let loop: Loop | undefined;
  for (let asked = readLine(); asked !== ''; asked = readLine()) {
    if (asked !== column) {
      column = asked;
      loop = loopOf(column);
      for (let block = 0; block < WARM_UP_BLOCKS; block++) loop?.(BLOCK_OPERATIONS);
    }
    writeSync(STDOUT, `${loop === undefined ? Number.NaN : measure(loop)}\n`);
  }
});

function loopOf(column: string): Loop | undefined {
  const [name, keys] = column.split(' ');
  const operation = OPERATIONS.find((each) => each === name);
  return operation === undefined ? undefined : subject?.loops(Number(keys))[operation];
}

/** Not an event: what is measured in the surroundings of a synchronous call must not wait for one. Empty at the end. */
function readLine(): string {
  const byte = Buffer.alloc(1);
  let line = '';
  while (readSync(STDIN, byte) > 0 && byte.toString() !== '\n') line += byte.toString();
  return line;
}

/** The least disturbed of some blocks. */
function measure(loop: Loop): number {
  let least = Infinity;
  for (let block = 0; block < BLOCKS; block++) {
    const before = cpuNanoseconds();
    loop(BLOCK_OPERATIONS);
    least = Math.min(least, (cpuNanoseconds() - before) / BLOCK_OPERATIONS);
  }
  return least;
}

/** Time on a processor, so that what else runs on the machine does not count. */
function cpuNanoseconds(): number {
  const { user, system } = process.cpuUsage();
  return 1000 * (user + system);
}
