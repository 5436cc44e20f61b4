import type { Mutant } from './mutant.js';

/** Ways to break what all rooms share. */
export const coreMutants: readonly Mutant[] = [
  {
    name: 'an error is the harness’s own when it says so',
    file: 'harness/core/error-record.ts',
    find: '...(isOwn(thrown) ?',
    replace: "...(isOwn(thrown) || read(thrown, 'isOwn') === true ?",
    killer: { test: 'dist/test/core/error-record.test.js' },
  },
  {
    name: 'known leaks replace a link, and not what it leads to',
    file: 'harness/core/replace-file.ts',
    find: 'export async function replaceFile(path: string, text: string): Promise<void> {\n  const target = await targetOf(path);\n',
    replace:
      'export async function replaceFile(path: string, text: string): Promise<void> {\n  const target = path;\n',
    killer: { test: 'dist/test/check/known-leaks.test.js' },
  },
  {
    name: 'what a font leaves out is shown as it is',
    file: 'harness/core/escape-control-characters.ts',
    find: String.raw`\p{Default_Ignorable_Code_Point}`,
    replace: '',
    killer: { test: 'dist/test/core/escape-control-characters.test.js' },
  },
];
