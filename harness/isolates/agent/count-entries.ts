import type { InspectorChannel } from './own-inspector.js';

/**
 * Returns the number of own properties of some objects of an isolate, by their ids in the last snapshot; `null` for
 * collected objects, and if there is no inspector. A snapshot contains the size of an object's store, but not the
 * number of its holes: a bounded number of ever-increasing integer keys makes a large store with few entries. Proxies
 * are skipped, because their traps would run.
 */
export async function countEntries(
  inspector: InspectorChannel,
  ids: readonly number[],
): Promise<(number | null)[]> {
  const counts: (number | null)[] = [];
  for (const id of ids) counts.push(await countOf(inspector, id));
  return counts;
}

const COUNT_OWN = 'function () { return Object.keys(this).length; }';

async function countOf(inspector: InspectorChannel, id: number): Promise<number | null> {
  const found = await inspector.post('HeapProfiler.getObjectByHeapObjectId', { objectId: String(id) });
  const { objectId, subtype } = found?.result ?? {};
  if (objectId === undefined || subtype === 'proxy') return null;
  const call = { objectId, functionDeclaration: COUNT_OWN, returnByValue: true };
  const counted = await inspector.post('Runtime.callFunctionOn', call);
  await inspector.post('Runtime.releaseObject', { objectId });
  const value = counted?.result?.value;
  return typeof value === 'number' ? value : null;
}
