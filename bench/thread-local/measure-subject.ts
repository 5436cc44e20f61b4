/** Measures one subject in this process, `measure-subject <name>`, and prints nanoseconds by operation and keys as JSON. */
import { KEY_COUNTS, type Loop, OPERATIONS, SUBJECTS } from './subjects.js';

const WARM_UP_BLOCKS = 5;
const BLOCKS = 8;
const BLOCK_OPERATIONS = 150_000;

const subject = SUBJECTS[process.argv[2] ?? ''];
if (subject === undefined) throw new Error(`no subject "${process.argv[2]}"`);
const nanoseconds: Record<string, number> = {};
await subject.surround(async () => {
  for (const operation of OPERATIONS) {
    for (const keys of KEY_COUNTS) {
      const loop = subject.loops(keys)[operation];
      if (loop !== undefined) nanoseconds[`${operation} ${keys}`] = measure(loop);
    }
  }
});
console.log(JSON.stringify(nanoseconds));

/** The least disturbed of some blocks, after others that let the engine compile the loop. */
function measure(loop: Loop): number {
  let least = Infinity;
  for (let block = -WARM_UP_BLOCKS; block < BLOCKS; block++) {
    const before = cpuNanoseconds();
    loop(BLOCK_OPERATIONS);
    const took = cpuNanoseconds() - before;
    if (block >= 0) least = Math.min(least, took / BLOCK_OPERATIONS);
  }
  return least;
}

/** Time on a processor, so that what else runs on the machine does not count. */
function cpuNanoseconds(): number {
  const { user, system } = process.cpuUsage();
  return 1000 * (user + system);
}
