import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supervisedInput } from '../../../harness/isolates/supervision/supervise.js';

let isAsked = false;
// What `supervise` runs in its test; its input says what to do.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the test gives
const { act } = (await supervisedInput(() => (isAsked = true))) as { act: string };
writeFileSync(join(mkdtempSync(join(tmpdir(), 'own-')), 'file'), 'temporary');
console.log('printed');
process.send?.({ temporary: tmpdir() });

const acts: Record<string, () => void> = {
  end: () => process.disconnect(),
  exit: () => process.exit(3),
  abort: () => process.abort(),
  obey: () => {
    setInterval(() => isAsked && process.connected && process.disconnect(), 5).unref();
  },
  ignore: () => {
    process.on('message', () => undefined);
    process.on('SIGTERM', () => undefined);
  },
  loop: () => {
    process.send?.({ looping: true }, () => {
      for (;;);
    });
  },
  'leave a loop': () => {
    const { pid } = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    process.send?.({ left: pid }, () => process.exit());
  },
  // Answers only when all of it has left the process.
  print: () => void process.stdout.write('x'.repeat(1 << 20), () => process.exit()),
  fill: () => {
    const held: unknown[] = [];
    for (;;) held.push({ at: held.length, text: `value ${held.length}` });
  },
};
acts[act]?.();
