import { HeapwitnessError } from '../core/errors.js';
import { HeapGraph } from '../heap/graph/index.js';
import type { CheckOptions } from '../check/index.js';
import { awaited } from '../assert/index.js';
import { assertCollectable } from './collectable.js';
import { collectedSince } from './collected.js';
import { assertLeak } from './leak.js';
import { retained } from './retained.js';
import type { CollectedCount, RetainedCount } from './vocabulary.js';

export type { CollectedCount, CollectedInstances, RetainedCount, RetainedInstances } from './vocabulary.js';

/**
 * The chai plugin: `use(heapwitness)`. Works with the chai instance that is passed to it.
 *
 * @example
 * import { use } from 'chai';
 * import heapwitness from 'heapwitness/chai';
 * use(heapwitness);
 */
const heapwitness: Chai.ChaiPlugin = (chai, utils) => {
  chai.Assertion.addMethod('collected', function (this: Chai.AssertionStatic, count: number): CollectedCount {
    return collectedSince(this, heapOf(this, utils), count);
  } as never);
  chai.Assertion.addMethod('retain', function (this: Chai.AssertionStatic, count: number): RetainedCount {
    return retained(this, utils, heapOf(this, utils), count);
  } as never);
  chai.Assertion.addMethod('collectable', function (this: Chai.AssertionStatic): Promise<void> {
    return awaited('expect().to.be.collectable()', assertCollectable(this, utils));
  } as never);
  chai.Assertion.addMethod('leak', function (
    this: Chai.AssertionStatic,
    options: CheckOptions = {},
  ): Promise<void> {
    return awaited('expect().to.leak()', assertLeak(this, utils, options));
  } as never);
};

export default heapwitness;

function heapOf(assertion: Chai.AssertionStatic, utils: Chai.ChaiUtils): HeapGraph {
  const subject: unknown = utils.flag(assertion, 'object');
  if (subject instanceof HeapGraph) return subject;
  throw new HeapwitnessError(
    'ERR_USAGE',
    `This assertion needs a HeapGraph, got ${typeof subject}. Write: expect(await worker.heap()).to.retain(…)`,
  );
}
