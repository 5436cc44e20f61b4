import { parseArgs } from 'node:util';
import { runProgram } from '../support/run-program.js';

// node dist/test/repeat/pools.js [--times 200] [--looks 1] [--seed 1]: looks at a pool whose threads are terminated and
// replaced while their heaps are captured, each time in a process of its own, and counts how these processes end.
const { values } = parseArgs({
  options: { times: { type: 'string' }, looks: { type: 'string' }, seed: { type: 'string' } },
});
const times = Number(values.times ?? 200);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);

/** After so many processes it reports how far it is. */
const EVERY = 10;

const ends = new Map<string, number>();
let [read, unread] = [0, 0];
process.stdout.write(`${times} processes, --seed ${seed}\n`);
for (let run = 0; run < times; run++) {
  const args = [String(seed + run), values.looks ?? '1'];
  const { code, signal, stdout, stderr } = await runProgram('read-churning-pool', { args });
  const end = signal === null ? `exit code ${code}` : `signal ${signal}`;
  ends.set(end, (ends.get(end) ?? 0) + 1);
  if (end === 'exit code 0') {
    const counts = JSON.parse(stdout) as { read: number; unread: number };
    read += counts.read;
    unread += counts.unread;
    if ((run + 1) % EVERY === 0) process.stdout.write(`${run + 1} processes, ${read} heaps read\n`);
  } else process.stdout.write(`--seed ${seed + run} --times 1: ${end}\n${stderr}\n`);
}
for (const [end, count] of ends) process.stdout.write(`${count} × ${end}\n`);
process.stdout.write(`${read} heaps were read, ${unread} were not, of the others the threads ended\n`);
process.exitCode = ends.size === 1 && ends.has('exit code 0') ? 0 : 1;
