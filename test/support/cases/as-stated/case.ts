import { defineTestCase } from '../../case-of-test.js';
import type * as Tables from '../../workers/tables.js';

export default defineTestCase({
  id: 'as-stated',
  variants: {
    leaking: {
      title: 'keys dropped',
      role: 'leaking',
      stated: { keys: 1, values: 5, staleEntries: 4 },
      facts: { cycles: [1, 2], constructor: 'also a name' },
      keepSnapshot: true,
    },
    unlooked: { title: 'nothing stated, nothing looked at', role: 'other', stated: null },
  },

  async experiment({ variant, cycles, start, collect, look, fact, remark }) {
    console.log(`printed by ${variant}`);
    if (variant === 'unlooked') return;
    const worker = await start<typeof Tables>();
    await worker.call('fill', { held: 1, dropped: 4 });
    await look(worker, 'filled');
    await worker.call('dropKeys');
    await collect(worker);
    await look(worker, 'dropped');
    fact('cycles', cycles);
    fact('constructor', 'also a name');
    remark(`done with ${worker.name}`);
  },
});
