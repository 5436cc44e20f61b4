import { expect } from 'chai';

import { SourceMaps } from '../../harness/witness/source-maps.js';

describe('SourceMaps', () => {
  it('shows what was compiled with a negative offset where its text begins', () => {
    const maps = new SourceMaps(false);
    expect(maps.original('x.js', 4, 11)).to.deep.equal({ url: 'x.js', line: 5, column: 12 });
    expect(maps.original('x.js', 0, -45)).to.deep.equal({ url: 'x.js', line: 1, column: 1 });
    expect(maps.original('x.js', -3, 0)).to.deep.equal({ url: 'x.js', line: 1, column: 1 });
  });
});
