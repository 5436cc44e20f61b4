const { leakTest } = require('heapwitness/jest');
const { cancel, place, ship } = require('../src/orders.js');

leakTest('a cancelled order is collected', ({ index }) => {
  place(index);
  cancel(index);
});

// This test fails: shipped orders stay in a list that nobody reads.
leakTest('a shipped order stays', ({ index }) => {
  place(index);
  ship(index);
});
