import type { Session } from 'node:inspector';

/** The parts of the inspector's responses that are used here. */
export interface InspectorAnswer {
  readonly result?: { readonly objectId?: string; readonly subtype?: string; readonly value?: unknown };
  readonly objects?: { readonly objectId?: string };
  readonly exceptionDetails?: {
    readonly text?: string;
    readonly exception?: { readonly description?: string };
  };
}

/** What sends a command to the inspector of an isolate, and returns the response; `null` if there is none. */
export interface InspectorChannel {
  post(method: string, parameters: object): Promise<InspectorAnswer | null>;
}

/**
 * An inspector session of this isolate with itself. It is opened on first use and stays open until it is stopped,
 * because V8 forgets all object ids when a session ends.
 */
export class OwnInspector implements InspectorChannel {
  /** `undefined` before first use, `null` if there is no inspector. */
  #session: Session | null | undefined;

  /** Sends a command and returns the response; `null` for an error, and if there is no inspector. */
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

  /** Ends the session; call it only if no further look follows. */
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
