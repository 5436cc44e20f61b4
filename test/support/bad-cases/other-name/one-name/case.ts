import { defineTestCase } from '../../../case-of-test.js';

export default defineTestCase({
  id: 'another-name',
  variants: { only: { title: 'only', role: 'other', stated: null } },
  experiment: () => Promise.resolve(),
});
