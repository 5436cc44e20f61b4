import type { Session } from 'node:inspector';

/**
 * Counts the own properties of objects of this isolate, by their ids in the last snapshot. A snapshot tells the size of
 * an object's store, not how much of it is holes: keys that go on counting, a bounded number at a time, make a large
 * store of few entries.
 *
 * Its inspector session stays open once it is needed: V8 forgets all object ids when a session ends.
 */
export class EntryCounter {
  /** `undefined` before it is needed, `null` where there is no inspector. */
  #session: Session | null | undefined;

  /**
   * How many own properties each object has; `null` for what is gone, and where there is no inspector. Proxies are not
   * asked, for their traps would run.
   */
  async count(ids: readonly number[]): Promise<(number | null)[]> {
    this.#session ??= await connected();
    const counts: (number | null)[] = [];
    for (const id of ids) counts.push(this.#session === null ? null : await countOf(this.#session, id));
    return counts;
  }

  /** Drops what the inspector keeps of all that was logged: it would be held for as long as it is connected. */
  async forgetConsole(): Promise<void> {
    if (this.#session) await post(this.#session, 'Runtime.discardConsoleEntries', {});
  }

  /** Ends the session, when no look is to follow. */
  stop(): void {
    this.#session?.disconnect();
    this.#session = undefined;
  }
}

const COUNT_OWN = 'function () { return Object.keys(this).length; }';

async function countOf(session: Session, id: number): Promise<number | null> {
  const found = await post(session, 'HeapProfiler.getObjectByHeapObjectId', { objectId: String(id) });
  const { objectId, subtype } = found?.result ?? {};
  if (objectId === undefined || subtype === 'proxy') return null;
  const call = { objectId, functionDeclaration: COUNT_OWN, returnByValue: true };
  const counted = await post(session, 'Runtime.callFunctionOn', call);
  await post(session, 'Runtime.releaseObject', { objectId });
  const value = counted?.result?.value;
  return typeof value === 'number' ? value : null;
}

interface Answer {
  readonly result?: { readonly objectId?: string; readonly subtype?: string; readonly value?: unknown };
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

/** What the inspector answers; `null` for an error. */
function post(session: Session, method: string, parameters: object): Promise<Answer | null> {
  return new Promise((resolve) => {
    session.post(method, parameters, (error: Error | null, answer?: Answer) =>
      resolve(error === null ? (answer ?? null) : null),
    );
  });
}
