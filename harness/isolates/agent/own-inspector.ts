import type { Session } from 'node:inspector';

/** The parts of the inspector's responses that are used here. */
export interface InspectorAnswer {
  readonly result?: { readonly objectId?: string; readonly subtype?: string; readonly value?: unknown };
  readonly objects?: { readonly objectId?: string };
}

/**
 * An inspector session of this isolate with itself. It is opened when it is first needed and stays open until it is
 * stopped: V8 forgets all object ids when a session ends.
 */
export class OwnInspector {
  /** `undefined` before it is needed, `null` where there is no inspector. */
  #session: Session | null | undefined;

  /** The response of the inspector; `null` for an error, and if there is no inspector. */
  async post(method: string, parameters: object): Promise<InspectorAnswer | null> {
    const session = (this.#session ??= await connected());
    if (session === null) return null;
    return new Promise((resolve) => {
      session.post(method, parameters, (error: Error | null, answer?: InspectorAnswer) =>
        resolve(error === null ? (answer ?? null) : null),
      );
    });
  }

  /** Discards logged objects that the inspector would retain while it is connected. */
  async forgetConsole(): Promise<void> {
    if (this.#session) await this.post('Runtime.discardConsoleEntries', {});
  }

  /** Ends the session, when no look is to follow. */
  stop(): void {
    this.#session?.disconnect();
    this.#session = undefined;
  }
}

async function connected(): Promise<Session | null> {
  try {
    const inspector = await import('node:inspector');
    const session = new inspector.Session();
    session.connect();
    return session;
  } catch {
    return null;
  }
}
