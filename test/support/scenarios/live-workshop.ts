import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LiveWorkshop, startLiveWorkshop } from '../../../harness/live-workshop/index.js';

// The server of the live workshop and its threads, as a driver uses them: one step per iteration, over HTTP.

const STEPS = [
  { kind: 'requests', thread: 'pool-1', count: 5, how: 'removed' },
  { kind: 'requests', thread: 'pool-1', count: 5, how: 'static-key' },
  { kind: 'requests', thread: 'pool-1', count: 5, how: 'not-removed' },
  { kind: 'miss', thread: 'pool-1' },
  { kind: 'remove-all', thread: 'pool-1' },
  { kind: 'guess', keys: 0, values: 1 },
  { kind: 'story', at: 3 },
  { kind: 'slot', thread: 'pool-1', slot: 0, call: 'get' },
];

let workshop: LiveWorkshop | null = null;
let folder = '';
let next = 0;

export async function setup(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'test-of-heapwitness-'));
  workshop = await startLiveWorkshop({ folder, signal: new AbortController().signal });
  await post('/drive', '');
  await post('/steps', '{"kind":"start"}');
}

export async function iteration(): Promise<void> {
  await post('/steps', JSON.stringify(STEPS[next++ % STEPS.length]));
}

export async function teardown(): Promise<void> {
  await workshop?.close();
  await rm(folder, { recursive: true, force: true });
}

async function post(path: string, body: string): Promise<void> {
  const url = new URL(workshop?.url ?? '');
  url.pathname = path;
  const answer = await fetch(url, { method: 'POST', body, headers: { 'x-window': 'driver' } });
  await answer.text();
}
