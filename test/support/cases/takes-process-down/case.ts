import { defineTestCase } from '../../case-of-test.js';

export default defineTestCase({
  id: 'takes-process-down',
  variants: {
    aborts: { title: 'process.abort()', role: 'other', stated: null },
    'is-killed': { title: 'SIGSEGV, as in a native crash', role: 'other', stated: null },
    exits: { title: 'process.exit(0)', role: 'other', stated: null },
    uncaught: { title: 'an error that nobody catches', role: 'other', stated: null },
    after: { title: 'is well', role: 'other', stated: null, facts: { 'is well': true } },
  },

  async experiment({ variant, start, look, fact }) {
    const worker = await start();
    if (variant === 'aborts') process.abort();
    if (variant === 'is-killed') process.kill(process.pid, 'SIGSEGV');
    if (variant === 'exits') {
      await look(worker, 'before the end');
      process.exit(0);
    }
    if (variant === 'uncaught') {
      setTimeout(() => {
        throw new RangeError('nobody catches this');
      });
    }
    if (variant !== 'after') await new Promise(() => {});
    fact('is well', true);
  },
});
