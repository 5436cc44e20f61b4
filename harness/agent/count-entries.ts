import type { Session } from 'node:inspector';

/**
 * How many own properties some objects of this isolate have, by their ids in the last snapshot; `null` for what is gone,
 * and where there is no inspector. A snapshot tells the size of an object's store, not how much of it is holes: keys
 * that go on counting, a bounded number at a time, make a large store of few entries. Proxies are not asked, for their
 * traps would run.
 */
export async function countEntries(ids: readonly number[]): Promise<(number | null)[]> {
  const session = await connected();
  if (session === null) return ids.map(() => null);
  try {
    const counts: (number | null)[] = [];
    for (const id of ids) counts.push(await countOf(session, id));
    return counts;
  } finally {
    session.disconnect();
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
