import { defineCase } from 'heapwitness/workshop';
import type { CaseDefinition } from 'heapwitness/workshop';
import { workerModule } from './both-kinds.js';

type Told<Variant extends string> = Pick<CaseDefinition<Variant>, 'id' | 'variants' | 'experiment'>;

/** A case of which only what the test is about need be told. */
export function defineTestCase<Variant extends string>(told: Told<Variant>): CaseDefinition<Variant> {
  return defineCase({
    chapter: 9,
    position: 1,
    title: `The case ${told.id}`,
    claim: 'It is what a test needs.',
    source: { file: 'none', quote: '无', translation: 'none' },
    why: 'Because a test says so.',
    worker: workerModule('tables'),
    valueClasses: ['Value'],
    cycles: 2,
    ...told,
  });
}
