import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { PROJECT } from '../support/project.js';

// npm run test:repeat -- <times> [--load] [-- mocha options]
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const [own, more] = splitAt(process.argv.slice(2), '--');
const times = Number(own.find((argument) => /^\d+$/.test(argument)) ?? 20);

/** Keeps a processor busy for as long as whoever started it lives, however that one ends. */
const BUSY = 'const parent = process.ppid; while (process.ppid === parent);';

const load = own.includes('--load')
  ? Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', BUSY]))
  : [];
let passed = 0;
try {
  for (let run = 1; run <= times; run++) {
    const started = performance.now();
    const { ok, output } = await runSuite();
    const seconds = Math.round((performance.now() - started) / 1000);
    if (ok) passed += 1;
    else process.stdout.write(output);
    process.stdout.write(`run ${run}: ${ok ? 'passed' : 'FAILED'} after ${seconds} s\n`);
  }
} finally {
  for (const child of load) child.kill('SIGKILL');
}
process.stdout.write(`${passed}/${times}\n`);
process.exitCode = passed === times ? 0 : 1;

function runSuite(): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [mocha, '--reporter', 'dot', ...more], { cwd: PROJECT });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

function splitAt(list: readonly string[], mark: string): [string[], string[]] {
  const index = list.indexOf(mark);
  return index === -1 ? [[...list], []] : [list.slice(0, index), list.slice(index + 1)];
}
