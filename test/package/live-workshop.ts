import { spawn } from 'node:child_process';

/** Starts the live workshop as a stranger would, and drives a thread of it. */
export async function tryLiveWorkshop(folder: string): Promise<void> {
  const workshop = spawn('npx', ['heapwitness', 'workshop'], { cwd: folder, detached: true });
  try {
    const url = await addressOf(workshop.stdout);
    const page = await (await fetch(url)).text();
    if (!page.includes('/assets/live.js')) throw new Error(`This is not the page of the workshop: ${page}`);
    const script = await fetch(new URL('/assets/live.js', url));
    if (!script.ok) throw new Error(`The script of the page cannot be loaded: ${script.status}`);
    await post(url, '/drive', '');
    await post(url, '/steps', '{"kind":"start"}');
    const done = await post(
      url,
      '/steps',
      '{"kind":"requests","thread":"pool-1","count":3,"how":"not-removed"}',
    );
    if (!done.includes('"pool-1":{"keys":3,"values":3,"staleEntries":0}')) throw new Error(done);
  } finally {
    if (workshop.pid !== undefined) process.kill(-workshop.pid, 'SIGINT');
  }
  process.stdout.write('the live workshop runs without a clone\n');
}

function addressOf(stdout: NodeJS.ReadableStream): Promise<URL> {
  return new Promise((resolve, reject) => {
    let text = '';
    stdout.on('data', (part: Buffer) => {
      text += part.toString();
      const [address] = /http:\S+/.exec(text) ?? [];
      if (address !== undefined) resolve(new URL(address));
    });
    stdout.on('end', () => reject(new Error(`The workshop ended without an address: ${text}`)));
  });
}

async function post(page: URL, path: string, body: string): Promise<string> {
  const url = new URL(page);
  url.pathname = path;
  const answer = await fetch(url, { method: 'POST', body, headers: { 'x-window': 'stranger' } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${text}`);
  return text;
}
