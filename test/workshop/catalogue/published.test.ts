import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ownPackage } from '../../../harness/core/own-package.js';
import { neededRange, publishedSource } from '../../../harness/workshop/catalogue/published.js';
import { CATALOGUE } from '../../../harness/workshop/index.js';
import { readSources } from '../../../harness/workshop/sources.js';
import { PROJECT } from '../../support/project.js';

const CASES = join(PROJECT, 'cases');

describe('the published catalogue', () => {
  it('has a JavaScript file for each TypeScript file of the cases, and otherwise only the helper of using', () => {
    const sources = filesIn(CASES, '.ts').map((path) => path.replace(/\.ts$/, '.js'));
    const published = filesIn(CATALOGUE, '');
    expect(published.filter((path) => !sources.includes(path))).to.deep.equal(['try-finally/using.js']);
    expect(sources.filter((path) => !published.includes(path))).to.deep.equal([]);
  });

  it('keeps the comments and the blank lines of its sources', () => {
    const text = readFileSync(join(CATALOGUE, 'values-outlive-keys', 'worker.js'), 'utf8');
    expect(text).to.include(
      [
        '}',
        '',
        '/** The cure: remove() with each key; here all at the end, just before the keys are dropped. */',
        'export function removeAll() {',
        '  for (const key of keys) key.remove();',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('shows the TypeScript that it was made from', async () => {
    const [shown, source] = await Promise.all(
      [CATALOGUE, CASES].map((folder) => readSources(join(folder, 'self-cleaning'))),
    );
    expect(shown).to.deep.equal(source);
    expect(shown?.map(({ name }) => name)).to.deep.equal(['case.ts', 'worker.ts', 'jdk-traces.ts']);
    expect(publishedSource(join(PROJECT, 'dist', 'cases', 'hello'))).to.equal(null);
  });

  it('knows the versions of all packages that its cases import', () => {
    const imported = filesIn(CATALOGUE, '.js').flatMap((path) => [
      ...readFileSync(join(CATALOGUE, path), 'utf8').matchAll(/from '([^.'][^']*)'/g),
    ]);
    const packages = new Set(
      imported
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !specifier.startsWith('node:') && !specifier.startsWith('heapwitness')),
    );
    expect([...packages].toSorted()).to.deep.equal(['chai', 'node-sqlite3-wasm', 'piscina']);
    for (const name of packages) expect(neededRange(name)).to.match(/^\^?\d/);
    expect(ownPackage().version).to.match(/^\d+\.\d+\.\d+/);
  });
});

/** Paths of files below a folder, without packages, with slashes. */
function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('packages'))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}
