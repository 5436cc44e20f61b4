import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { expect } from 'chai';
import { CATALOGUE } from '../../../harness/workshop/index.js';
import { ejectedFiles } from '../../../harness/workshop/eject/ejected-files.js';

const IDS = readdirSync(CATALOGUE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('the files of an ejected case', () => {
  for (const id of IDS) {
    it(`are all that ${id} needs, and name nothing of the project that it comes from`, async () => {
      const files = await ejectedFiles(id);
      const code = [...files].filter(([path]) => path.endsWith('.js'));
      const { dependencies } = JSON.parse(files.get('package.json') ?? '') as {
        dependencies: Record<string, string>;
      };
      for (const [path, text] of code) {
        for (const [, specifier = ''] of text.matchAll(/from '([^']+)'/g)) {
          if (specifier.startsWith('node:') || specifier.includes('/node_modules/')) continue;
          if (specifier.startsWith('.'))
            expect([...files.keys()]).to.include(posix.join(posix.dirname(path), specifier));
          else expect(dependencies).to.have.property(specifier.split('/')[0] ?? '');
        }
        expect(text).to.not.match(/dist\/cases|\.\.\/harness/);
      }
      const translation = files.get('texts.zh-CN.js') ?? '';
      const module = (await import(`data:text/javascript,${encodeURIComponent(translation)}`)) as {
        default: object;
      };
      expect(Object.keys(module.default)).to.deep.equal([id]);
      expect(files.get('README.md')).to.include(`\`${id}/worker.js\``);
    });
  }
});
