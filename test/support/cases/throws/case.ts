import { defineTestCase } from '../../case-of-test.js';
import type * as Tables from '../../workers/tables.js';

export default defineTestCase({
  id: 'throws',
  variants: {
    throws: { title: 'throws', role: 'other', stated: null },
    'throws-nothing': { title: 'throws undefined', role: 'other', stated: null },
    'bad-fact': { title: 'notes what cannot be sent', role: 'other', stated: null },
    'worker-crashes': { title: 'its worker crashes', role: 'other', stated: null },
    after: { title: 'is well', role: 'other', stated: null },
  },

  async experiment({ variant, start, fact }) {
    if (variant === 'throws') throw new RangeError('thrown by the experiment');
    // oxlint-disable-next-line typescript/only-throw-error -- a student may
    if (variant === 'throws-nothing') throw undefined;
    if (variant === 'bad-fact') fact('function', (() => 1) as unknown as null);
    if (variant === 'worker-crashes') {
      const worker = await start<typeof Tables>();
      await worker.call('startThread', null as never);
    }
  },
});
