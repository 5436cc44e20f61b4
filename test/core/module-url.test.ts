import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { existingModule, moduleUrl } from '../../harness/core/module-url.js';
import { expectHeapwitnessError, thrownBy } from '../support/errors.js';

describe('moduleUrl()', () => {
  it('accepts a path, a URL, and a URL as a string', () => {
    const here = pathToFileURL('a b.js').href;
    expect(moduleUrl('a b.js').href).to.equal(here);
    expect(moduleUrl(here).href).to.equal(here);
    expect(moduleUrl(new URL(here)).href).to.equal(here);
    expect(moduleUrl('data:text/javascript,1').protocol).to.equal('data:');
    expect(moduleUrl('node:fs').href).to.equal('node:fs');
  });

  for (const source of [
    'file://%',
    'file:///a%zz.js',
    'file:///a%2Fb.js',
    'file://host/x.js',
    new URL('file:///a%zz.js'),
    new URL('file://host/x.js'),
  ]) {
    it(`rejects ${String(source)}${source instanceof URL ? ' as a URL' : ''} with ERR_USAGE`, () => {
      for (const use of [moduleUrl, (url: typeof source) => existingModule(url, 'scenario', 'iteration')]) {
        const { message } = expectHeapwitnessError(
          thrownBy(() => use(source)),
          'ERR_USAGE',
        );
        expect(message).to.include(String(source)).and.include('Give its path');
      }
    });
  }
});

describe('existingModule()', () => {
  it('rejects a missing file with ERR_FILE_NOT_FOUND, and escapes its path', () => {
    const error = thrownBy(() => existingModule('not\u001b[2J there.js', 'scenario', 'iteration'));
    const { message } = expectHeapwitnessError(error, 'ERR_FILE_NOT_FOUND');
    expect(message).to.match(/^The scenario \/.*not\\u001b\[2J there\.js does not exist\. Give the path/);
  });

  it('does not check the existence of a module that is not a file', () => {
    expect(existingModule('data:text/javascript,1', 'scenario', 'iteration')).to.match(/^data:/);
  });
});
