import type { WindowState } from '../routes/window-state.js';
import type { Step } from '../session/step.js';
import type { PageWindow } from './window.js';

/** The connection to the server. */
export interface Connection {
  /** Does a step; resolves to why it was not done, or `null`. */
  readonly perform: (step: Step) => Promise<string | null>;
  /** Does the steps of the story's scene with a thread, or that of the last step; resolves likewise. */
  readonly playScene: (thread: string | null) => Promise<string | null>;
  /** Makes this window the one that drives. */
  readonly takeOver: () => Promise<void>;
}

interface Listener {
  readonly state: (state: WindowState) => void;
  /** Whether the server answers. */
  readonly online: (online: boolean) => void;
}

/** Opens the stream of states; the browser opens it again by itself when it breaks off. */
export function connect(window: PageWindow, { state, online }: Listener): Connection {
  const stream = new EventSource(window.address('/events', { window: window.id, role: window.role }));
  stream.addEventListener('open', () => online(true));
  stream.addEventListener('error', () => online(false));
  stream.addEventListener('state', ({ data }) => state(JSON.parse(String(data)) as WindowState));
  const post = (path: string, body: string): Promise<Response> =>
    fetch(window.address(path), { method: 'POST', body, headers: { 'x-window': window.id } });
  const ask = async (path: string, body: string): Promise<string | null> => {
    try {
      const answer = (await (await post(path, body)).json()) as { error?: string };
      return answer.error ?? null;
    } catch {
      online(false);
      return null;
    }
  };
  return {
    perform: (step) => ask('/steps', JSON.stringify(step)),
    playScene: (thread) => ask('/scene', thread ?? ''),
    takeOver: async () => void (await ask('/drive', '')),
  };
}
