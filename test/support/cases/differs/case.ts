import { defineTestCase } from '../../case-of-test.js';
import type * as Tables from '../../workers/tables.js';

const TWO = { keys: 2, values: 2, staleEntries: 0 };

export default defineTestCase({
  id: 'differs',
  variants: {
    'more-stated': { title: '3 stated, 2 there', role: 'leaking', stated: { ...TWO, values: 3 } },
    'less-stated': { title: '1 stated, 2 there', role: 'cured', stated: { ...TWO, values: 1 } },
    'other-fact': { title: 'another fact', role: 'other', stated: null, facts: { said: 'yes' } },
    'fact-missing': {
      title: 'a fact that is not noted',
      role: 'other',
      stated: null,
      facts: { missing: null },
    },
    'fact-unstated': { title: 'a fact that nobody stated', role: 'other', stated: null },
    unlooked: { title: 'never looks', role: 'other', stated: { keys: 0, values: 0, staleEntries: 0 } },
    'unknown-thread': { title: 'witnesses disagree', role: 'other', stated: TWO },
  },

  async experiment({ variant, start, look, fact }) {
    if (variant === 'other-fact' || variant === 'fact-unstated') fact('said', 'no');
    if (variant === 'unlooked' || variant.includes('fact')) return;
    const worker = await start<typeof Tables>();
    if (variant === 'unknown-thread') {
      await worker.call('startThread', { name: ['unknown'], held: 2, dropped: 0, isHidden: true });
    } else await worker.call('fill', { held: 2, dropped: 0 });
    await look(worker, 'filled');
  },
});
