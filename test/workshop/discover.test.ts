import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { discoverCases, selectCases } from '../../harness/workshop/index.js';
import { loadTranslations } from '../../harness/workshop/translations.js';
import type { CaseTranslations } from '../../harness/workshop/translations.js';
import { expectHeapwitnessError, rejectionOf, thrownBy } from '../support/errors.js';
import { PROJECT } from '../support/project.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const CASES = fileURLToPath(new URL('../support/cases', import.meta.url));
const BAD = fileURLToPath(new URL('../support/bad-cases', import.meta.url));
const IDS = ['as-stated', 'differs', 'hangs', 'takes-process-down', 'throws', 'two-workers'];

const idsOf = (found: Awaited<ReturnType<typeof discoverCases>>): string[] =>
  found.map(({ definition }) => definition.id);

async function refusal(folder: string): Promise<string> {
  return expectHeapwitnessError(await rejectionOf(discoverCases(folder)), 'ERR_CASE_DEFINITION').message;
}

describe('discoverCases()', () => {
  it('finds every case of a folder, in the order of teaching', async () => {
    expect(idsOf(await discoverCases(CASES))).to.deep.equal(IDS);
    const catalogue = await discoverCases(join(PROJECT, 'dist', 'cases'));
    const places = catalogue.map(({ definition: { chapter, position } }) => chapter * 1000 + position);
    expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
  });

  it('finds the compiled twin of a case.ts under dist', async () => {
    const [found] = await discoverCases(join(PROJECT, 'cases'));
    expect(found?.module.href).to.include('/dist/cases/');
  });

  it('rejects with ERR_FILE_NOT_FOUND if the folder does not exist, or is a file', async () => {
    for (const folder of [join(CASES, 'not-there'), fileURLToPath(import.meta.url)]) {
      const { message } = expectHeapwitnessError(
        await rejectionOf(discoverCases(folder)),
        'ERR_FILE_NOT_FOUND',
      );
      expect(message).to.include(folder).and.include('--from');
    }
  });

  it('rejects with ERR_CASE_DEFINITION if the folder contains no case', async () => {
    await withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'packages'));
      expect(await refusal(folder)).to.include('none of its folders contains a case.js');
    });
  });

  it('rejects with ERR_CASE_DEFINITION if a case was not compiled', async () => {
    await withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'new-case'));
      await writeFile(join(folder, 'new-case', 'case.ts'), '');
      expect(await refusal(folder))
        .to.include('Case new-case')
        .and.include('npm run build');
    });
  });

  it('rejects with ERR_CASE_DEFINITION if a module has no definition', async () => {
    expect(await refusal(join(BAD, 'no-definition'))).to.include('export default defineCase');
  });

  it('rejects with ERR_CASE_DEFINITION if a definition not made by defineCase() lacks a field', async () => {
    expect(await refusal(join(BAD, 'undefined-case'))).to.include('Case bare: chapter cannot be undefined');
  });

  it('rejects with ERR_CASE_DEFINITION if the id of a case differs from the name of its folder', async () => {
    expect(await refusal(join(BAD, 'other-name')))
      .to.include('Case one-name')
      .and.include('"another-name"');
  });

  it('rejects with ERR_CASE_DEFINITION if a module does not load, with the cause', async () => {
    expect(await refusal(join(BAD, 'breaks'))).to.include('broken at load');
  });
});

describe('the texts of cases in another language', () => {
  const GOOD = {
    title: '题',
    claim: '题',
    why: '题',
    inShort: { stays: '题', collections: '题', calls: '题', cure: '题', bound: '题' },
    variants: { only: '题' },
    labels: {},
    facts: {},
  };
  const load = (texts: unknown): Promise<(id: string) => CaseTranslations> =>
    withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
      const source = `export default ${JSON.stringify(texts)};\n`;
      await writeFile(join(folder, 'texts.zh-CN.js'), source);
      return loadTranslations(folder);
    });

  it('are found by the id of the case; an untranslated case has none, whatever its id', async () => {
    const translationsOf = await load({ 'a-case': GOOD });
    expect(translationsOf('a-case')).to.deep.equal({ 'zh-CN': GOOD });
    expect(translationsOf('constructor')).to.deep.equal({});
  });

  it('may have texts for the source, and for values and remarks of a run', async () => {
    const more = {
      ...GOOD,
      source: { file: '书', translation: '题' },
      values: { gone: '无' },
      remarks: { '{n} left': '剩 {n}' },
    };
    expect((await load({ 'a-case': more }))('a-case')).to.deep.equal({ 'zh-CN': more });
  });

  for (const field of ['source', 'values', 'remarks']) {
    it(`are rejected with ERR_CASE_DEFINITION if ${field} is of another type`, async () => {
      for (const value of [7, null, { file: 7 }]) {
        const error = await rejectionOf(load({ 'a-case': { ...GOOD, [field]: value } }));
        const { message } = expectHeapwitnessError(error, 'ERR_CASE_DEFINITION');
        expect(message).to.include('zh-CN').and.include(`${field} of a-case`);
      }
    });
  }

  for (const field of Object.keys(GOOD)) {
    it(`are rejected with ERR_CASE_DEFINITION if ${field} is missing or of another type`, async () => {
      for (const value of [undefined, 7, { some: 7 }]) {
        const error = await rejectionOf(load({ 'a-case': { ...GOOD, [field]: value } }));
        const { message } = expectHeapwitnessError(error, 'ERR_CASE_DEFINITION');
        expect(message).to.include('zh-CN').and.include(`${field} of a-case`);
      }
    });
  }
});

describe('selectCases()', () => {
  it('selects cases in the order of teaching, once each, or all cases without ids', async () => {
    const found = await discoverCases(CASES);
    expect(idsOf(selectCases(found, ['throws', 'differs', 'throws']))).to.deep.equal(['differs', 'throws']);
    expect(idsOf(selectCases(found, []))).to.deep.equal(IDS);
  });

  it('throws ERR_UNKNOWN_CASE with near matches, or else with all ids', async () => {
    const found = await discoverCases(CASES);
    const near = expectHeapwitnessError(
      thrownBy(() => selectCases(found, ['throw'])),
      'ERR_UNKNOWN_CASE',
    );
    expect(near.message).to.include('Did you mean throws?');
    const far = expectHeapwitnessError(
      thrownBy(() => selectCases(found, ['ü'])),
      'ERR_UNKNOWN_CASE',
    );
    expect(far.message).to.include(IDS.join(', '));
  });
});
