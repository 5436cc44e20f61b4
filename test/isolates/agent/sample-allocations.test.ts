import { Session } from 'node:inspector/promises';
import { expect } from 'chai';
import { AllocationSampler } from '../../../harness/isolates/agent/sample-allocations.js';
import { rejectionOf } from '../../support/errors.js';

describe('AllocationSampler', () => {
  it('samples from start to stop; then V8 no longer samples, and nothing is reported', async () => {
    const sampler = new AllocationSampler();
    const observer = new Session();
    observer.connect();
    try {
      await sampler.start();
      const kept = Array.from({ length: 1000 }, (_, at) => ({ at }));
      expect(await sampler.survivors()).to.have.length.above(0);
      expect(kept).to.have.length(1000);
      await sampler.stop();
      expect(await sampler.survivors()).to.deep.equal([]);
      const error = await rejectionOf(observer.post('HeapProfiler.getSamplingProfile'));
      expect((error as Error).message).to.match(/not started/);
    } finally {
      observer.disconnect();
    }
  });
});
