import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supervisedInput, tellSupervisor } from '../../../harness/isolates/supervision/index.js';

let isAsked = false;
// What `supervise` runs in its test; its input says what to do.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the test gives
const { act } = (await supervisedInput(() => (isAsked = true))) as { act: string };
writeFileSync(join(mkdtempSync(join(tmpdir(), 'own-')), 'file'), 'temporary');
console.log('printed');
await tellSupervisor({ temporary: tmpdir() });

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
  loop: () => void tellAndLoop(),
  'leave a loop': () => {
    const { pid } = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    void tellSupervisor({ left: pid }).then(() => process.exit());
  },
  // Answers only when all of it has left the process.
  print: () => void process.stdout.write('x'.repeat(1 << 20), () => process.exit()),
  fill: () => {
    const held: unknown[] = [];
    for (;;) held.push({ at: held.length, text: `value ${held.length}` });
  },
};
acts[act]?.();

async function tellAndLoop(): Promise<never> {
  await tellSupervisor({ looping: true });
  for (;;);
}
