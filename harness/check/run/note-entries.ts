import { toBeCounted } from '../judge/collection-rule.js';
import type { Subject } from './subject.js';
import type { SurvivorHistory } from './survivor-history.js';

/** Counts the entries of objects whose stores may be mostly holes, and adds the counts to the history of the heap. */
export async function noteEntries(
  subject: Pick<Subject<unknown>, 'entriesOf'>,
  history: SurvivorHistory<unknown>,
): Promise<void> {
  const ids = toBeCounted(history);
  if (ids.length === 0) return;
  const counts = await subject.entriesOf(ids);
  history.heap.noteEntries(
    new Map(ids.flatMap((id, at) => (typeof counts[at] === 'number' ? [[id, counts[at]] as const] : []))),
  );
}
