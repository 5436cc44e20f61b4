import { startWorker } from 'heapwitness';
import { isCounted } from '../../harness/heap/diff/group-survivors.js';
import type { HeapObjectId } from '../../harness/core/units.js';
import { type Witness, witnessesOf } from '../../harness/retention/index.js';

/** A module that plants leaks. */
interface Planting {
  plantAll(count: number): unknown;
}

/** Returns the witnesses of what a module plants so often in a real worker, beside two older plants of each. */
export async function plantedWitnesses(module: URL, planted: number): Promise<readonly Witness[]> {
  await using worker = await startWorker<Planting>(module);
  await worker.call('plantAll', 2);
  await worker.collectGarbage();
  const before = await worker.heap();
  const old = new Set<HeapObjectId>(Array.from(before.ordinals(), (node) => before.id(node)));
  await worker.call('plantAll', planted);
  await worker.collectGarbage();
  const heap = await worker.heap();
  const isOld = (node: Parameters<typeof heap.id>[0]): boolean => old.has(heap.id(node));
  const suspects = [...heap.ordinals()].filter((node) => !isOld(node) && isCounted(heap.type(node)));
  return witnessesOf(heap, suspects, { isOld, minimumCount: planted, maximumGroups: 100 });
}

/** Returns the only witness with a name: that of its class, or a part of its signature. */
export function witnessNamed(witnesses: readonly Witness[], name: string): Witness {
  const [found, ...others] = witnesses.filter(
    ({ className, signature }) => className === name || signature.includes(name),
  );
  if (found === undefined || others.length > 0) throw new Error(`${others.length} more groups of ${name}`);
  return found;
}
