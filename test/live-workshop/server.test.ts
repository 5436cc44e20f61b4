import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { expect } from 'chai';
import { startLiveWorkshop } from '../../harness/live-workshop/index.js';
import type { LiveWorkshop } from '../../harness/live-workshop/index.js';
import type { WindowState } from '../../harness/live-workshop/routes/window-state.js';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

function withWorkshop(work: (workshop: LiveWorkshop, folder: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const workshop = await startLiveWorkshop({ folder, signal: new AbortController().signal });
    try {
      await work(workshop, folder);
    } finally {
      await workshop.close();
    }
  });
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request with exactly these headers; `fetch` would set `Host` itself. */
function ask(
  url: URL,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const asked = request(url, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function at(workshop: LiveWorkshop, path: string, more: Readonly<Record<string, string>> = {}): URL {
  const url = new URL(workshop.url);
  url.pathname = path;
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  return url;
}

/** An open stream of states, as a window has one. */
class OpenWindow {
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #abort: AbortController;
  #text = '';

  private constructor(reader: ReadableStreamDefaultReader<string>, abort: AbortController) {
    this.#reader = reader;
    this.#abort = abort;
  }

  static async open(workshop: LiveWorkshop, id: string, role = 'driver'): Promise<OpenWindow> {
    const abort = new AbortController();
    const { body } = await fetch(at(workshop, '/events', { window: id, role }), { signal: abort.signal });
    if (body === null) throw new Error('no stream');
    return new OpenWindow(body.pipeThrough(new TextDecoderStream()).getReader(), abort);
  }

  /** Waits for a state for which this holds. */
  async until(holds: (state: WindowState) => boolean): Promise<WindowState> {
    for (;;) {
      const event = /event: state\ndata: (.*)\n\n/.exec(this.#text);
      if (event === null) {
        const { value, done } = await this.#reader.read();
        if (done) throw new Error('the stream has ended');
        this.#text += value;
        continue;
      }
      this.#text = this.#text.slice(event.index + event[0].length);
      const state = JSON.parse(event[1] ?? '') as WindowState;
      if (holds(state)) return state;
    }
  }

  close(): void {
    this.#abort.abort();
  }
}

function step(workshop: LiveWorkshop, id: string, body: string): Promise<Answer> {
  return ask(at(workshop, '/steps'), { method: 'POST', headers: { 'x-window': id }, body });
}

describe('the server of the live workshop', () => {
  it('answers with the page, its script and its style sheet', () =>
    withWorkshop(async (workshop) => {
      for (const url of [workshop.url, workshop.projectorUrl]) {
        const { status, text } = await ask(new URL(url));
        expect(status).to.equal(200);
        expect(text).to.match(/^<!doctype html>/);
      }
      const script = await fetch(at(workshop, '/assets/live.js'));
      expect(script.headers.get('content-type')).to.equal('text/javascript; charset=utf-8');
      expect((await ask(at(workshop, '/assets/live.css'))).text).to.include('.live-grid');
    }));

  it('refuses a missing and a wrong token, and says where the right one is', () =>
    withWorkshop(async (workshop) => {
      for (const token of ['', 'wrong', `${new URL(workshop.url).searchParams.get('token')}x`]) {
        const url = at(workshop, '/', { token });
        const { status, text } = await ask(url);
        expect(status).to.equal(401);
        expect(text).to.include('Open the address that was printed in the terminal.');
      }
      const withoutToken = new URL('/log', workshop.url);
      expect((await ask(withoutToken)).status).to.equal(401);
    }));

  it('refuses a foreign Host, as DNS rebinding sends it', () =>
    withWorkshop(async (workshop) => {
      const { status, text } = await ask(new URL(workshop.url), { headers: { host: 'evil.example:80' } });
      expect(status).to.equal(403);
      expect(text).to.match(
        /^This server answers requests to 127\.0\.0\.1:\d+ only, not to "evil\.example:80"/,
      );
    }));

  it('refuses the pages of another origin, even with the token', () =>
    withWorkshop(async (workshop) => {
      for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
        const { status } = await ask(at(workshop, '/steps'), {
          method: 'POST',
          headers: { origin, 'x-window': 'a' },
          body: '{"kind":"start"}',
        });
        expect(status, origin).to.equal(403);
      }
    }));

  it('refuses a huge request, a malformed one, and one for a page that does not exist', () =>
    withWorkshop(async (workshop) => {
      const window = await OpenWindow.open(workshop, 'a');
      await window.until(({ driver }) => driver === 'a');
      expect((await step(workshop, 'a', 'x'.repeat(100_000))).status).to.equal(413);
      for (const body of ['', '{', 'null', '[1]', '{"kind":"__proto__"}', '\u0000']) {
        const { status, text } = await step(workshop, 'a', body);
        expect(status, body).to.equal(400);
        expect(JSON.parse(text), body).to.have.property('error');
      }
      expect((await ask(at(workshop, '/nowhere'))).status).to.equal(404);
      const outside = await ask(at(workshop, '/snapshots/..%2F..%2Fpackage.json'));
      expect(outside.status).to.equal(404);
      window.close();
    }));

  it('sends every window the state after each step', () =>
    withWorkshop(async (workshop) => {
      const driver = await OpenWindow.open(workshop, 'a');
      await driver.until((state) => state.driver === 'a');
      const projector = await OpenWindow.open(workshop, 'p', 'projector');
      expect((await step(workshop, 'a', '{"kind":"start"}')).status).to.equal(200);
      await step(workshop, 'a', '{"kind":"requests","thread":"pool-1","count":3,"how":"not-removed"}');
      for (const window of [driver, projector]) {
        const state = await window.until(({ steps, busy }) => steps === 2 && !busy);
        expect(state.threads[0]?.look.counts).to.deep.equal({ keys: 3, values: 3, staleEntries: 0 });
        window.close();
      }
    }));

  it('plays a scene of the story for the driver', () =>
    withWorkshop(async (workshop) => {
      const window = await OpenWindow.open(workshop, 'a');
      await window.until(({ driver }) => driver === 'a');
      const headers = { 'x-window': 'a' };
      const { status, text } = await ask(at(workshop, '/scene'), { method: 'POST', headers });
      expect(status).to.equal(200);
      expect(JSON.parse(text)).to.have.lengthOf(1);
      expect((await ask(at(workshop, '/scene'), { method: 'POST' })).status).to.equal(409);
      window.close();
    }));

  it('lets one window drive: a second one is told so, and can take over', () =>
    withWorkshop(async (workshop) => {
      const first = await OpenWindow.open(workshop, 'first');
      await first.until(({ driver }) => driver === 'first');
      const second = await OpenWindow.open(workshop, 'second');
      expect((await second.until(() => true)).driver).to.equal('first');
      const refused = await step(workshop, 'second', '{"kind":"start"}');
      expect(refused).to.deep.equal({
        status: 409,
        text: '{"error":"Another window drives. Take over first."}',
      });
      await ask(at(workshop, '/drive'), { method: 'POST', headers: { 'x-window': 'second' } });
      await first.until(({ driver }) => driver === 'second');
      expect((await step(workshop, 'first', '{"kind":"start"}')).status).to.equal(409);
      expect((await step(workshop, 'second', '{"kind":"start"}')).status).to.equal(200);
      first.close();
      second.close();
    }));

  it('shows everything again after a reload, and the reloaded window drives on', () =>
    withWorkshop(async (workshop) => {
      const before = await OpenWindow.open(workshop, 'a');
      await before.until(({ driver }) => driver === 'a');
      await step(workshop, 'a', '{"kind":"start"}');
      before.close();
      const after = await OpenWindow.open(workshop, 'a');
      const state = await after.until(({ driver }) => driver === 'a');
      expect(state.threads.map(({ name }) => name)).to.deep.equal(['pool-1']);
      expect((await step(workshop, 'a', '{"kind":"collect","thread":"pool-1"}')).status).to.equal(200);
      after.close();
    }));

  it('gives the log and the snapshots', () =>
    withWorkshop(async (workshop) => {
      const window = await OpenWindow.open(workshop, 'a');
      await window.until(({ driver }) => driver === 'a');
      await step(workshop, 'a', '{"kind":"start"}');
      await step(workshop, 'a', '{"kind":"snapshot","thread":"pool-1"}');
      const state = await window.until(({ steps, busy }) => steps === 2 && !busy);
      const log = await ask(at(workshop, '/log'));
      expect(log.text.split('\n')).to.have.lengthOf(4);
      const snapshot = await ask(at(workshop, `/snapshots/${state.threads[0]?.heap?.file}`));
      expect(JSON.parse(snapshot.text)).to.have.property('snapshot');
      window.close();
    }));

  it('gives the log as a page in all languages, with names as text', () =>
    withWorkshop(async (workshop) => {
      const window = await OpenWindow.open(workshop, 'a');
      await window.until(({ driver }) => driver === 'a');
      await step(workshop, 'a', '{"kind":"start"}');
      await step(workshop, 'a', '{"kind":"end","thread":"<script>alert(1)</script>"}');
      const { status, text } = await ask(at(workshop, '/report'));
      expect(status).to.equal(200);
      expect(text).to.include('start a thread').and.to.include('启动线程');
      expect(text).to.include('end &lt;script>alert(1)').and.not.include('<script>alert(1)');
      window.close();
    }));

  it('says that a port is in use, and leaves nothing behind', () =>
    withWorkshop(async (workshop, folder) => {
      const port = Number(new URL(workshop.url).port);
      const second = startLiveWorkshop({
        folder: `${folder}/second`,
        port,
        signal: new AbortController().signal,
      });
      const error = expectHeapwitnessError(await rejectionOf(second), 'ERR_PORT');
      expect(error.message).to.equal(
        `Port ${port} of 127.0.0.1 is in use. Give another one, or none to use any free one.`,
      );
      expect(await readdir(`${folder}/second`)).to.deep.equal([]);
    }));

  it('ends open streams and all threads when it is closed', () =>
    withWorkshop(async (workshop) => {
      const window = await OpenWindow.open(workshop, 'a');
      await window.until(({ driver }) => driver === 'a');
      await step(workshop, 'a', '{"kind":"start"}');
      await workshop.close();
      expect(await rejectionOf(window.until(() => false))).to.be.instanceOf(Error);
      expect(await rejectionOf(ask(new URL(workshop.url)))).to.have.property('code', 'ECONNREFUSED');
    }));
});
