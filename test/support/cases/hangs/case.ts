import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineTestCase } from '../../case-of-test.js';
import { workerModule } from '../../both-kinds.js';
import type * as Obliging from '../../workers/obliging.js';

// Tells that it has got there by a look, and then waits for ever.
export default {
  ...defineTestCase({
    id: 'hangs',
    variants: {
      waits: { title: 'waits for a worker process', role: 'other', stated: null },
      after: { title: 'is never run', role: 'other', stated: null },
    },

    async experiment({ start, startProcess, look }) {
      const thread = await start<typeof Obliging>({ countedClasses: [] });
      const forked = await startProcess<typeof Obliging>({ countedClasses: [] });
      writeFileSync(join(tmpdir(), 'heapwitness-of-test'), 'left in the temporary folder');
      await look(thread, 'about to hang');
      console.log(`hangs, and so does process ${await forked.call('pid')}.`);
      await Promise.all([thread.call('loopForEver'), forked.call('loopForEver')]);
    },
  }),
  worker: workerModule('obliging'),
};
