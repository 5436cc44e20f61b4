import type { OtherHeaps } from '../../isolates/program/index.js';
import { provesCollection } from '../judge/find-controls.js';

/** Leaves out the heaps of isolates that have not been collected: these isolates are unseen. */
export async function provenHeaps(reading: Promise<OtherHeaps>): Promise<OtherHeaps> {
  const read = await reading;
  const heaps = read.heaps.filter(({ heap }) => provesCollection(heap));
  const unproven = read.heaps
    .filter((one) => !heaps.includes(one))
    .map(({ isolate }) => ({ ...isolate, why: 'it could not be proven that its garbage was collected' }));
  return { ...read, heaps, unseen: [...read.unseen, ...unproven] };
}
