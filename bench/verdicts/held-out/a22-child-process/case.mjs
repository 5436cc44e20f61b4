import { spawn } from 'node:child_process';
const kids = [];
export const PER = 6;
export async function iterate(v, n) {
  const c = spawn('sleep', ['100']);
  await new Promise((r) => c.once('spawn', r));
  c.unref();
  c.stdin.unref?.();
  c.stdout.unref?.();
  c.stderr.unref?.();
  if (v === 'fixed') {
    c.kill();
    await new Promise((r) => c.once('close', r));
  } else kids.push(c);
}
export async function teardown() {
  for (const c of kids) c.kill('SIGKILL');
}
