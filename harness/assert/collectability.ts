import { HeapwitnessError } from '../core/errors.js';
import type { NodeOrdinal } from '../core/units.js';
import type { HeapGraph } from '../heap/graph/index.js';
import { collectGarbage, turn } from '../isolates/agent/index.js';
import { ownHeap } from '../isolates/captures/index.js';
import { holderText } from './holder-text.js';

/** Whether an object was collected, and both messages of an assertion on it. */
export interface Collectability {
  readonly isCollected: boolean;
  /** The message if it should have been collected, with what retains it. */
  readonly aliveText: string;
  /** The message if it should have stayed alive. */
  readonly collectedText: string;
}

/**
 * Collects until the target is gone; takes a snapshot only to explain a failure.
 *
 * @param subject a WeakRef to the object
 * @param explains whether it is a failure if the target stays alive
 * @throws {HeapwitnessError} `ERR_USAGE` when it is not a WeakRef
 */
export async function collectabilityOf(subject: unknown, explains: boolean): Promise<Collectability> {
  const ref = requireWeakRef(subject);
  const isGone = (): boolean => ref.deref() === undefined;
  const { rounds } = await collectGarbage({ until: isGone });
  // Ends the current job: dereferencing keeps the target alive until then.
  await turn();
  const isCollected = isGone();
  await turn();
  const held = isCollected || !explains ? '' : await holderOf(ref);
  return {
    isCollected,
    aliveText: `expected the object to be collected, but it is still alive after ${rounds} full collections.${held}`,
    collectedText: `expected the object to stay alive, but full collection ${rounds} collected it`,
  };
}

/** Marks a reference, to find its target in a snapshot of this isolate. */
class CollectableSubject {
  static #count = 0;
  /** Distinguishes it from those of other assertions that fail at the same time. */
  readonly mark: string = `subject ${++CollectableSubject.#count}`;
  readonly ref: WeakRef<WeakKey>;

  constructor(ref: WeakRef<WeakKey>) {
    this.ref = ref;
  }
}

async function holderOf(ref: WeakRef<WeakKey>): Promise<string> {
  const subject = new CollectableSubject(ref);
  const heap = await ownHeap();
  const marker = heap.instances(CollectableSubject.name).find((node) => isMarked(heap, node, subject.mark));
  const marked = marker === undefined ? undefined : heap.property(marker, 'ref');
  const target = marked === undefined ? undefined : heap.property(marked, 'target', 'weak');
  // `subject` is read last, so that it is still alive in the snapshot.
  if (target === undefined || subject.ref !== ref)
    return ' The snapshot taken afterwards no longer contains it.';
  return `\n${holderText(heap, target)}`;
}

function isMarked(heap: HeapGraph, node: NodeOrdinal, mark: string): boolean {
  const text = heap.property(node, 'mark');
  return text !== undefined && heap.string(text)?.text === mark;
}

function requireWeakRef(subject: unknown): WeakRef<WeakKey> {
  if (subject instanceof WeakRef) return subject as WeakRef<WeakKey>;
  throw new HeapwitnessError(
    'ERR_USAGE',
    `The assertion needs a WeakRef to the object, got ${subject === null ? 'null' : typeof subject}. ` +
      'A strong reference would keep the object alive: write expect(new WeakRef(object)), and drop the object.',
  );
}
