import { expect } from 'chai';
import { factText } from '../../harness/render/page/case/fact-text.js';

describe('the text of a fact', () => {
  for (const [what, json, text] of [
    ['a list without brackets', '["Ann",null,3]', '"Ann", null, 3'],
    ['a list of lists as JSON', '[[50,0],[1]]', '[[50,0],[1]]'],
    ['an empty list as JSON', '[]', '[]'],
    ['a single value as it is', '"Ann, Bob"', '"Ann, Bob"'],
    ['a list that was cut as it is, with room to break lines', '["Ann","Bo…', '["Ann", "Bo…'],
  ] as const)
    it(`shows ${what}`, () => {
      expect(factText(json)).to.equal(text);
    });
});
