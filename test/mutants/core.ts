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
    name: 'a device without an end is read for ever',
    file: 'harness/core/read-document.ts',
    find: 'if (bytes > mostBytes) throw',
    replace: 'if (bytes > 64 * mostBytes) throw',
    killer: { test: 'dist/test/core/read-document.test.js' },
  },
  {
    name: 'a folder is replaced by a file',
    file: 'harness/core/replace-file.ts',
    find: 'found !== null && !found.isFile()',
    replace: 'found !== null && found.size < 0',
    killer: { test: 'dist/test/core/read-document.test.js' },
  },
  {
    name: 'known leaks replace a link, and not what it leads to',
    file: 'harness/core/replace-file.ts',
    find: 'const target = await replaceableTarget(path);',
    replace: 'const target = path;',
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
