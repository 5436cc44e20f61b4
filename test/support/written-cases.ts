import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from './temporary-folder.js';

/** The module of a case. */
export interface WrittenCase {
  readonly id: string;
  /** Code of the module before its definition. */
  readonly head?: string;
  /** Body of the experiment; `lab` is what it gets. */
  readonly experiment?: string;
  /** Fields of the definition, as code, that replace those of a valid one. */
  readonly fields?: string;
}

/** Writes cases into a temporary folder and calls `use` with it. */
export async function withWrittenCases<T>(
  cases: readonly WrittenCase[],
  use: (folder: string) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    for (const one of cases) {
      await mkdir(join(folder, one.id));
      await writeFile(join(folder, one.id, 'case.mjs'), textOf(one));
    }
    return use(folder);
  });
}

function textOf({ id, head = '', experiment = "lab.fact('ran', true);", fields = '' }: WrittenCase): string {
  return `${head}
export default {
  id: '${id}', chapter: 0, position: 1, title: 'A title', claim: 'A claim.', why: 'A reason.',
  source: { file: 'a file', quote: 'a quote', translation: 'a translation' },
  worker: new URL('./worker.js', import.meta.url), valueClasses: [], cycles: 1,
  variants: { one: { title: 'the only one', role: 'other', stated: null, facts: { ran: true } } },
  async experiment(lab) { ${experiment} },
  ${fields}
};
`;
}
