import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { SourceMaps } from '../../harness/retention/index.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

/** Where the first character of a package's file comes from, by a map that names this source. */
function originOf(source: string, inFolder = 'node_modules/@kit/session/dist'): Promise<string> {
  return withTemporaryFolder(async (root) => {
    const folder = join(root, inFolder);
    await mkdir(folder, { recursive: true });
    const map = { version: 3, sources: [source], names: [], mappings: 'AAAA' };
    await writeFile(join(folder, 'index.js.map'), JSON.stringify(map));
    const file = join(folder, 'index.js');
    await writeFile(file, 'run();\n//# sourceMappingURL=index.js.map\n');
    const { url } = new SourceMaps(true).original(pathToFileURL(file).href, 0, 0);
    return url.replace(pathToFileURL(root).href, '');
  });
}

describe('SourceMaps', () => {
  it('keep the name of a package if the source is inside it', async () => {
    expect(await originOf('../src/session.ts')).to.equal('/node_modules/@kit/session/src/session.ts');
  });

  it('keep the name of a package if the source was not published with it', async () => {
    const inPackage = '/node_modules/@kit/session/src/session.ts';
    expect(await originOf('webpack://kit-session/./src/session.ts')).to.equal(inPackage);
    expect(await originOf('webpack:///./src/session.ts')).to.equal(inPackage);
    expect(await originOf('../../../../src/session.ts')).to.equal(inPackage);
    expect(await originOf('/build/src/session.ts')).to.match(
      /^\/node_modules\/@kit\/session\/.*session\.ts$/,
    );
  });

  it('leave sources of the program itself unchanged', async () => {
    expect(await originOf('../src/session.ts', 'dist')).to.equal('/src/session.ts');
    expect(await originOf('webpack://app/src/session.ts', 'dist')).to.equal('webpack://app/src/session.ts');
  });

  it('shows code compiled with a negative offset at the beginning of its source', () => {
    const maps = new SourceMaps(false);
    expect(maps.original('x.js', 4, 11)).to.deep.equal({ url: 'x.js', line: 5, column: 12 });
    expect(maps.original('x.js', 0, -45)).to.deep.equal({ url: 'x.js', line: 1, column: 1 });
    expect(maps.original('x.js', -3, 0)).to.deep.equal({ url: 'x.js', line: 1, column: 1 });
  });

  it('find the line that declares a variable, if exactly one line of the script does', () =>
    withTemporaryFolder(async (root) => {
      const file = join(root, 'module.js');
      await writeFile(
        file,
        [
          'const cacheSize = 5;',
          'export const cache = new Map(); // const cache',
          'let $list = [];',
          'function a() {',
          '  let twice = 1;',
          '  var inner = [];',
          '}',
          'let twice = 2;',
        ].join('\n'),
      );
      const maps = new SourceMaps(true);
      const place = (name: string, url = file): string | null => {
        const found = maps.declaration(url, name);
        return found === null ? null : `${found.line}:${found.column}`;
      };
      expect(place('cache')).to.equal('2:14');
      expect(place('cache', `${pathToFileURL(file).href}?again`)).to.equal('2:14');
      expect(place('$list')).to.equal('3:5');
      expect(place('inner')).to.equal('6:7');
      for (const name of ['twice', 'list', 'cach', 'missing', 'a', '(default)'])
        expect(place(name), name).to.equal(null);
      expect(place('cache', 'evalmachine.<anonymous>')).to.equal(null);
      expect(new SourceMaps(false).declaration(file, 'cache')).to.equal(null);
    }));
});
