import { defineTestCase } from '../../case-of-test.js';
import type * as Tables from '../../workers/tables.js';

export default defineTestCase({
  id: 'two-workers',
  variants: {
    'at-once': { title: 'started at once', role: 'other', stated: { keys: 5, values: 5, staleEntries: 0 } },
    'same-name': { title: 'with one name', role: 'other', stated: { keys: 5, values: 5, staleEntries: 0 } },
    'one-fails': { title: 'one does not start', role: 'other', stated: null },
  },

  async experiment({ variant, start, look, remark }) {
    if (variant === 'one-fails') {
      await Promise.all([start<typeof Tables>({ countedClasses: ['NoSuchClass'] }), start<typeof Tables>()]);
    }
    const options = variant === 'same-name' ? { name: 'a/same name' } : {};
    const [one, two] = await Promise.all([start<typeof Tables>(options), start<typeof Tables>(options)]);
    await one.call('fill', { held: 2, dropped: 0 });
    await two.call('fill', { held: 3, dropped: 0 });
    await look(one, 'filled');
    await look(two, 'filled');
    remark([one.name, two.name].join(' and '));
  },
});
